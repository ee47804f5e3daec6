from django.urls import path

from intake.views import (
    code,
    consent,
    contact,
    done,
    identity,
    link,
    link_renewal,
    paper,
    people,
    publication,
    start,
    status,
    withdrawal,
)

app_name = "intake"

STEP_VIEWS = (
    people.WhoComesView,
    people.ChildNameView,
    people.BirthDateView,
    people.SchoolClassView,
    people.OwnNameView,
    people.GuardianNameView,
    people.ContactView,
    people.TooYoungView,
    people.GrownUpView,
    consent.WhoSignsView,
    consent.PolicyView,
    identity.AddressView,
    identity.OwnPaperView,
    identity.ChildPaperView,
    identity.AuthorityView,
    consent.ConsentView,
    consent.DeclinedView,
    publication.PublicationView,
    code.CheckView,
    code.ProcessingCodeView,
    code.PublicationCodeView,
    done.OtherSignerView,
    done.DoneView,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("begin/", start.begin, name="begin"),
    path("l/<str:token>/", link.link, name="link"),
    path("new-link/", link_renewal.NewLinkView.as_view(), name="new_link"),
    path("leave/", start.leave, name="leave"),
    path("go/", start.GoView.as_view(), name="go"),
    path("later/", start.LaterView.as_view(), name="later"),
    *(path(f"{view.step}/", view.as_view(), name=f"step_{view.step.name}") for view in STEP_VIEWS),
    path("own-contact/", contact.OwnContactView.as_view(), name="own_contact"),
    path("status/", status.StatusView.as_view(), name="status"),
    path("document/<uuid:key>/", paper.CopyView.as_view(), name="document"),
    path(
        "document/<uuid:key>/download/",
        paper.CopyView.as_view(as_attachment=True),
        name="document_download",
    ),
    path("document/<uuid:key>/evidence/", paper.EvidenceView.as_view(), name="document_evidence"),
    path("paper/<uuid:key>/", paper.PenAndPaperView.as_view(), name="paper"),
    path("withdraw/<uuid:key>/", withdrawal.ConsequencesView.as_view(), name="withdraw"),
    path(
        "withdraw/<uuid:key>/code/",
        withdrawal.WithdrawalCodeView.as_view(),
        name="withdraw_code",
    ),
]
