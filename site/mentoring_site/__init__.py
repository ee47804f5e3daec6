"""The project that joins the apps into one site. Nothing imports it."""
