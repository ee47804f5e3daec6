import pytest
from cryptography.fernet import Fernet

from intake import vault

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_what_is_encrypted_is_read_back_and_rests_unreadable():
    wrapped = vault.new_data_key()
    sealed = vault.encrypt_text(wrapped, "свидетельство о рождении")
    assert "свидетельство".encode() not in sealed
    assert vault.decrypt_text(wrapped, sealed) == "свидетельство о рождении"


def test_a_database_may_hand_out_memoryviews():
    wrapped = memoryview(vault.new_data_key())
    assert vault.decrypt(wrapped, memoryview(vault.encrypt(wrapped, b"x"))) == b"x"


def test_every_person_has_a_key_of_their_own():
    first, second = vault.new_data_key(), vault.new_data_key()
    assert vault.unwrap(first) != vault.unwrap(second)
    with pytest.raises(vault.DataDamaged):
        vault.decrypt(second, vault.encrypt(first, b"x"))


@pytest.mark.parametrize("emptied", [None, b"", memoryview(b"")])
def test_a_destroyed_key_reads_nothing(emptied):
    with pytest.raises(vault.KeyDestroyed):
        vault.decrypt(emptied, b"whatever")


def test_rotation_rewraps_keys_and_leaves_the_data_alone(settings):
    settings.NASTAVNIK_INSTALLATION_KEYS = [OLD]
    wrapped = vault.new_data_key()
    sealed = vault.encrypt(wrapped, b"data")
    settings.NASTAVNIK_INSTALLATION_KEYS = [NEW, OLD]
    rewrapped = vault.rewrap(wrapped)
    settings.NASTAVNIK_INSTALLATION_KEYS = [NEW]
    assert vault.decrypt(rewrapped, sealed) == b"data"
    with pytest.raises(vault.KeyUnavailable):
        vault.unwrap(wrapped)


@pytest.mark.parametrize("keys", [[], ["not a key"]])
def test_without_an_installation_key_nothing_is_written(settings, keys):
    settings.NASTAVNIK_INSTALLATION_KEYS = keys
    with pytest.raises(vault.KeyUnavailable):
        vault.new_data_key()


def test_changed_bytes_are_noticed():
    wrapped = vault.new_data_key()
    sealed = bytearray(vault.encrypt(wrapped, b"data"))
    sealed[20] ^= 1
    with pytest.raises(vault.DataDamaged):
        vault.decrypt(wrapped, bytes(sealed))


def test_an_index_finds_equal_values_and_tells_nothing(settings):
    index = vault.blind_index("anna@example.org")
    assert index == vault.blind_index("anna@example.org")
    assert index != vault.blind_index("anna@example.org", purpose="address")
    assert len(index) == 64
    settings.NASTAVNIK_INDEX_KEY = "another key of this installation"
    assert vault.blind_index("anna@example.org") != index
    settings.NASTAVNIK_INDEX_KEY = ""
    with pytest.raises(vault.KeyUnavailable):
        vault.blind_index("anna@example.org")
