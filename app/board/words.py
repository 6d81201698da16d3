"""The board's words that belong to states, alarms and incidents."""

from flask_babel import lazy_gettext as _l

STATES = {
    "waiting": _l("not admitted"),
    "admitted": _l("admitted, waiting"),
    "started": _l("writing"),
    "paused": _l("paused"),
    "released": _l("moving to another terminal"),
    "silent": _l("terminal silent"),
    "handed_in": _l("handed in"),
    "time": _l("time is up"),
    "removed": _l("removed"),
    "absent": _l("absent"),
}
ALARMS = {
    "call_help": (_l("Needs help"), _l("Go to the seat. Press the button so that the candidate knows.")),
    "call_leave": (
        _l("Wants to leave the room"),
        _l("Accompany the candidate. The clock goes on; the paper is covered."),
    ),
    "call_back": (_l("Is back at the seat"), _l("Press the button to clear this card.")),
    "silent": (
        _l("The terminal has not been heard of"),
        _l("Look at the screen. If it is dead, open the seat and move the candidate to a spare terminal."),
    ),
    "clock": (
        _l("The server’s time is in doubt"),
        _l("Compare the time above with the clock on the wall. Until it is confirmed, nobody is closed."),
    ),
}
SENTENCES_ALOUD = {
    "call_help": ("Азыр келем, иштей бериңиз.", "Сейчас подойду, продолжайте работать."),
    "call_leave": ("Мени менен жүрүңүз. Убакыт токтобойт.", "Пройдите со мной. Время не останавливается."),
    "call_back": ("Рахмат, уланта бериңиз.", "Спасибо, продолжайте."),
    "silent": (
        "Тынч отуруңуз. Берген жоопторуңуз сакталган.",
        "Оставайтесь на месте. Ваши ответы сохранены.",
    ),
    "clock": ("Иштей бериңиз. Убактыңыз кыскарбайт.", "Продолжайте работу. Ваше время не сократится."),
}
INCIDENTS = {
    "non_admission": _l("not admitted"),
    "late_arrival": _l("late arrival"),
    "forbidden_object": _l("forbidden object"),
    "removal": _l("removal from the hall"),
    "technical_failure": _l("technical failure"),
    "illness": _l("illness"),
    "left_the_room": _l("left the room"),
    "change_of_seat": _l("change of seat"),
    "evacuation": _l("evacuation"),
    "wish_to_stop": _l("wish to stop"),
    "complaint": _l("complaint on the spot"),
    "second_terminal": _l("ticket used at a second terminal"),
    "late_answers": _l("answers that came too late"),
    "clock_doubtful": _l("time in doubt"),
    "other": _l("something else"),
}
