from django.urls import path

from mentoring_site.demo.views import outbox

urlpatterns = [path("", outbox, name="demo_outbox")]
