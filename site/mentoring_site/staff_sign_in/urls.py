from django.urls import path

from mentoring_site.staff_sign_in import views

urlpatterns = [
    path("", views.second_factor, name="second_factor"),
    path("enrol/", views.enrol, name="second_factor_enrol"),
    path("enrol/key.svg", views.key_picture, name="second_factor_key"),
]
