"""What only the demo has: an outbox instead of real mail, and the runner."""
