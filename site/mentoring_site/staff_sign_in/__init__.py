"""The second factor of staff: a code from an application on the telephone (TOTP)."""
