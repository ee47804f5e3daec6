"""What the publication of news, pictures and people registers in the Wagtail admin."""

from wagtail import hooks

from mentoring_pages.views.publication import refuse_before_publishing

hooks.register("before_publish_page", fn=refuse_before_publishing)
