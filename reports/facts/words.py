"""Words that documents need for what the tables hold as codes: kinds of incidents, programs, acts."""

from collections.abc import Mapping
from typing import Any

from reports.documents.facts import Text, same

KINDS: dict[str, Text] = {
    "non_admission": Text("Киргизилген жок", "Не допущен(а)", "Not admitted"),
    "late_arrival": Text("Кечигип келди", "Опоздание", "Late arrival"),
    "forbidden_object": Text("Тыюу салынган нерсе", "Запрещённый предмет", "Forbidden object"),
    "removal": Text("Залдан чыгарылды", "Удаление из зала", "Removal from the hall"),
    "technical_failure": Text("Техникалык бузулуу", "Технический сбой", "Technical failure"),
    "illness": Text("Ден соолугу начарлады", "Ухудшение самочувствия", "Illness"),
    "left_the_room": Text("Залдан чыгып келди", "Выход из зала", "Left the room"),
    "change_of_seat": Text("Орун алмашты", "Смена места", "Change of seat"),
    "evacuation": Text("Эвакуация", "Эвакуация", "Evacuation"),
    "wish_to_stop": Text("Токтотууну каалады", "Желание прекратить", "Wish to stop"),
    "complaint": Text("Даттануу", "Жалоба", "Complaint"),
    "second_terminal": Text("Экинчи компьютер", "Второй компьютер", "Second terminal"),
    "late_answers": Text("Кечиккен жооптор", "Ответы после срока", "Late answers"),
    "clock_doubtful": Text("Саат күмөндүү", "Часы под сомнением", "Clock doubtful"),
    "other": Text("Башка окуя", "Иное происшествие", "Other"),
}
PROGRAMS: dict[str, Text] = {
    "taraza-engine": Text("Экзаменди өткөргөн программа", "Программа экзамена", "The exam's program"),
    "taraza-verify": Text("Көз карандысыз текшерүүчү", "Независимая проверка", "The independent verifier"),
}
NO_ACT = Text(
    "Акт көрсөтүлгөн эмес: үлгү эреже", "Акт не указан: правило-образец", "No act is named: an example rule"
)


def kind(code: str) -> Text:
    """Return an incident's kind in words."""
    return KINDS.get(code, same(code))


def program(name: str) -> Text:
    """Return a program's name in words."""
    return PROGRAMS.get(name, same(name))


def text(value: Any, otherwise: str) -> Text:
    """Return a text out of a plan's `detail`: `{ky, ru, en}`, a plain string, or `otherwise`."""
    if isinstance(value, Mapping) and value:
        first = str(next(iter(value.values())))
        russian = str(value.get("ru", first))
        return Text(str(value.get("ky", first)), russian, str(value.get("en", russian)))
    return same(value if isinstance(value, str) and value else otherwise)


def act(plan: Mapping[str, Any]) -> Text:
    """Return the act that sets the cut, or that none is named (then a document is an example)."""
    said = plan["detail"].get("act")
    parts = (
        [str(said.get(name, "")) for name in ("kind", "number", "date", "article")]
        if isinstance(said, dict)
        else []
    )
    if any(parts):
        return same(", ".join(part for part in parts if part))
    if plan["detail"].get("example"):
        return NO_ACT
    return same(str(plan["pass"]["cut_source"]))
