"""Files that a school or a site writes itself: read with a sentence for whatever is wrong.

A sentence names the file, the place in it and what to do. It is Russian, because it reaches the
people who wrote the file, and is no text of a page.
"""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

LONGEST_SHOWN = 60
START = "начало файла"
TYPES = {
    "array": "список",
    "boolean": "true или false",
    "integer": "целое число",
    "null": "null",
    "number": "число",
    "object": "пары «ключ: значение»",
    "string": "строка в кавычках",
}


class OwnFileProblem(ValueError):
    """A file of somebody's own cannot be used. The message is one sentence in Russian."""


def json_files(folder: str | Path) -> list[Path]:
    """The ``.json`` files of a folder by name. Raises ``OwnFileProblem`` where there is none."""
    try:
        return sorted(file for file in Path(folder).iterdir() if file.suffix == ".json")
    except FileNotFoundError as problem:
        raise OwnFileProblem(f"{folder}: такой папки нет, проверьте путь в настройке.") from problem
    except OSError as problem:
        raise OwnFileProblem(
            f"{folder}: это не папка, или её нельзя прочитать; проверьте путь и права."
        ) from problem


def read_json(file: Any) -> Any:
    """What a JSON file says; ``file`` is a path or a shipped resource. Raises OwnFileProblem."""
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as problem:
        raise OwnFileProblem(f"{file}: такого файла нет, проверьте путь.") from problem
    except OSError as problem:
        raise OwnFileProblem(f"{file}: файл нельзя прочитать, проверьте путь и права.") from problem
    except UnicodeDecodeError as problem:
        raise OwnFileProblem(f"{file}: это не UTF-8, сохраните файл в этой кодировке.") from problem
    except json.JSONDecodeError as problem:
        raise OwnFileProblem(
            f"{file}: это не JSON: строка {problem.lineno}, знак {problem.colno}; проверьте "
            "кавычки, запятые и скобки в этом месте."
        ) from problem
    except RecursionError as problem:
        raise OwnFileProblem(f"{file}: вложено слишком глубоко, упростите файл.") from problem


def require_shape(data: Any, schema: Mapping[str, Any]) -> None:
    """Raise ``OwnFileProblem`` «place: what is wrong» for data that do not fit the schema."""
    said = first_misfit(data, schema)
    if said:
        raise OwnFileProblem(said)


def first_misfit(data: Any, schema: Mapping[str, Any]) -> str:
    """What is wrong first, in reading order; empty where all fits."""
    found = sorted(
        Draft202012Validator(schema).iter_errors(data),
        key=lambda error: [str(step) for step in error.absolute_path],
    )
    return f"{_place(found[0])}: {_trouble(found[0])}" if found else ""


def _place(error: ValidationError) -> str:
    return "/".join(str(step) for step in error.absolute_path) or START


def _trouble(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    given: Any = error.instance
    match error.validator:
        case "additionalProperties":
            return _unknown_field(error)
        case "required":
            missing = [name for name in list(wanted) if name not in given]
            return f"нет поля {_listed(missing)}, добавьте его"
        case "type":
            names = [wanted] if isinstance(wanted, str) else list(wanted)
            kinds = " или ".join(TYPES.get(name, name) for name in names)
            return f"стоит {_shown(given)}, а нужно: {kinds}"
        case "enum" | "const":
            known = list(wanted) if error.validator == "enum" else [wanted]
            return f"стоит {_shown(given)}, а бывает: {', '.join(map(str, known))}"
        case "pattern":
            return f"стоит {_shown(given)}, а нужно значение вида {wanted}"
        case "minLength" | "minItems":
            return "пусто, впишите значение"
        case "maxItems" | "maxLength":
            return f"больше {wanted}, сократите"
        case "minimum" | "maximum":
            return f"стоит {_shown(given)}, а нужно {_bound(error)}"
        case "not":
            return f"вместе не бывают: {_listed(list(wanted.get('required', ())))}; уберите одно"
        case _:
            return error.message


def _unknown_field(error: ValidationError) -> str:
    known = list(error.schema.get("properties", {})) if isinstance(error.schema, Mapping) else []
    given: Any = error.instance
    unknown = next(name for name in given if name not in known)
    near = get_close_matches(unknown, known, n=1)
    meant = f"может быть, «{near[0]}»" if near else f"бывают: {', '.join(known)}"
    return f"неизвестное поле «{unknown}», {meant}"


def _bound(error: ValidationError) -> str:
    word = "не меньше" if error.validator == "minimum" else "не больше"
    return f"{word} {error.validator_value}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _shown(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"
