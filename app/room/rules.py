"""The rules a candidate ticks before the start: the plan's own words, else these ten lines."""

from typing import Any

DEFAULT = {
    "ky": [
        "Суроолорду каалаган тартипте иштесеңиз болот; артка кайтууга жана жоопту өзгөртүүгө болот.",
        "Убактыңыз экранга биринчи суроо чыкканда башталат. Калган убакыт жогоруда, оң жакта көрүнөт.",
        "Жооп тандалганда эле сакталат. «Сакталды» деген белги жогоруда турат.",
        "Байланыш үзүлсө да иштей бериңиз: жооптор ушул компьютерде сакталып, кийин өзү жөнөтүлөт.",
        "Суроодо ката бар деп ойлосоңуз, «Эскертүү» дегенди басыңыз. Ал комиссияга жетет.",
        "Сүйлөшүүгө, телефонду жана башка түзмөктөрдү, жазууларды колдонууга болбойт.",
        "Жардам керек болсо же чыгышыңыз керек болсо, «Жардам» дегенди басыңыз. Чыкканда убакыт токтобойт.",
        "Тапшыргандан кийин суроолорго кайтууга болбойт. Убакыт бүтсө, экзамен өзү жабылат.",
        "Аягында ырастама чыгат: аны көчүрүп алыңыз. Ал менен жоопторуңуз өзгөрбөгөнүн текшере аласыз.",
        "Жыйынтык менен макул болбосоңуз, даттануу бере аласыз.",
    ],
    "ru": [
        "Отвечайте в любом порядке; к вопросам можно возвращаться и менять ответы.",
        "Время начинается, когда на экране появляется первый вопрос. Остаток времени виден справа вверху.",
        "Ответ сохраняется сразу, как только выбран. Отметка «Сохранено» стоит вверху.",
        "Если связь прервётся, продолжайте: ответы хранятся на этом компьютере и отправятся сами.",
        "Если вы считаете, что в вопросе ошибка, нажмите «Замечание». Его получит комиссия.",
        "Нельзя разговаривать, пользоваться телефоном и другими устройствами, записями.",
        "Если нужна помощь или нужно выйти, нажмите «Помощь». Пока вас нет, время идёт.",
        "После сдачи вернуться к вопросам нельзя. Когда время истечёт, экзамен закроется сам.",
        "В конце появится контрольный талон: перепишите его. По нему проверяется, что ответы не изменены.",
        "Если вы не согласны с результатом, вы можете подать апелляцию.",
    ],
    "en": [
        "Answer in any order; you may return to questions and change your answers.",
        "Your time begins when the first question appears. The time left is shown at the top right.",
        "An answer is saved as soon as it is chosen. The word “Saved” stands at the top.",
        "If the connection breaks, carry on: answers are kept on this computer and sent later by themselves.",
        "If you think that a question is wrong, press “Remark”. It goes to the commission.",
        "No talking, no telephones or other devices, no notes.",
        "If you need help or need to leave the room, press “Help”. While you are away your time runs.",
        "After handing in you cannot return to the questions. When time is up the exam closes by itself.",
        "At the end a receipt appears: copy it. With it you can check that your answers were not changed.",
        "If you do not agree with the result, you can appeal.",
    ],
}


def of(plan: dict[str, Any]) -> dict[str, list[str]]:
    """Return the rules in each language; those the plan words itself come first."""
    own: dict[str, list[str]] = plan["detail"].get("rules", {})
    return {language: own.get(language) or lines for language, lines in DEFAULT.items()}
