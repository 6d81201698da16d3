"""README.txt of a bundle: plain words for somebody who was handed a ZIP and has never heard of us."""

from string import Template

_DISCLOSURE = {
    "replay": {
        "ky": "ачык: суроолордун тексти жана ысымдар жок",
        "ru": "открытый: без текстов вопросов и без имён",
        "en": "public: without the texts of questions and without names",
    },
    "sealed": {
        "ky": "жабык: кагаздар, жооптор жана ачкычтар жок",
        "ru": "закрытый: без билетов, ответов и ключей",
        "en": "sealed: without papers, answers and keys",
    },
    "full": {
        "ky": "толук: комиссия, байкоочулар жана сот үчүн гана",
        "ru": "полный: только для комиссии, наблюдателей и суда",
        "en": "full: for the commission, observers and courts only",
    },
}
_STAGE = {
    "for_certification": {
        "ky": "Жыйынтыктар бекитиле элек.",
        "ru": "Результаты ещё не утверждены.",
        "en": "The results are not certified yet.",
    },
    "complete": {
        "ky": "Жыйынтыктарды эки адам бекиткен.",
        "ru": "Результаты утверждены двумя людьми.",
        "en": "The results were certified by two people.",
    },
}
_TEXT = {
    "ky": """\
ЭКЗАМЕНДИН ДАЛИЛДЕРИ
Сеанс: $sitting
Топтом: $disclosure. $stage

Бул ZIP-файл менен экзаменди эч кимге ишенбей туруп кайра текшерсе болот: чүчүкулак, жооптордун
журналдары, мөөр, ачкычтар, баллдар.

Текшерүү: python3 taraza_verify.py БУЛ-ФАЙЛ.zip --announcement БАРМАК-ИЗИ
БАРМАК-ИЗИ - экзаменге чейин басылып чыккан жарыяда турган 64 белги. Ансыз текшерүүчү файлдын өз ичинде
карама-каршылык жоктугун гана айта алат. Текшерүүчүнү бул ZIP'тен эмес, башка жерден алыңыз.

announcement.json - жарыя; plan.json - эрежелер; release.json - суроолордун тизмеси (текстсиз)
register.json, roll.json - коддор; draw.json, papers/ - чүчүкулак жана ар бир коддун суроолору
journals/ - жооптордун журналдары; incidents.json - окуялар; seal.json - мөөр; keys.json - ачкычтар
results-N.json - жыйынтыктар, бардык версиялары; ledger.jsonl, checkpoints/ - бардык аракеттердин журналы
documents.json - берилген документтер; trust.json, signatures.json - ачкычтар жана колтамгалар
""",
    "ru": """\
ДОКАЗАТЕЛЬСТВА ЭКЗАМЕНА
Сеанс: $sitting
Пакет: $disclosure. $stage

По этому ZIP-файлу экзамен можно проверить заново, никому не веря на слово: жеребьёвку, журналы ответов,
печать, ключи, баллы.

Проверка: python3 taraza_verify.py ЭТОТ-ФАЙЛ.zip --announcement ОТПЕЧАТОК
ОТПЕЧАТОК - 64 знака из объявления, напечатанного до экзамена. Без него проверка скажет только, что файл
не противоречит сам себе. Программу проверки берите не из этого ZIP, а из другого места.

announcement.json - объявление; plan.json - правила; release.json - список вопросов (без текстов)
register.json, roll.json - коды; draw.json, papers/ - жеребьёвка и вопросы каждого кода
journals/ - журналы ответов; incidents.json - происшествия; seal.json - печать; keys.json - ключи ответов
results-N.json - результаты, все версии; ledger.jsonl, checkpoints/ - журнал всех действий
documents.json - выданные документы; trust.json, signatures.json - ключи подписи и подписи
""",
    "en": """\
EVIDENCE OF AN EXAM
Sitting: $sitting
Bundle: $disclosure. $stage

With this ZIP the exam can be checked again without taking anybody's word: the draw, the journals of
answers, the seal, the keys, the scores.

To check: python3 taraza_verify.py THIS-FILE.zip --announcement FINGERPRINT
FINGERPRINT is the 64 characters of the announcement printed before the exam. Without it the check can only
say that the file does not contradict itself. Take the program from another place than this ZIP.

announcement.json - the announcement; plan.json - the rules; release.json - the questions (without texts)
register.json, roll.json - codes; draw.json, papers/ - the draw and the questions of every code
journals/ - journals of answers; incidents.json - incidents; seal.json - the seal; keys.json - answer keys
results-N.json - results, every version; ledger.jsonl, checkpoints/ - the journal of all acts
documents.json - issued documents; trust.json, signatures.json - signing keys and signatures
""",
}


def readme(sitting: str, *, stage: str, disclosure: str) -> str:
    """Return the text in Kyrgyz, Russian and English."""
    return "\n".join(
        Template(text).substitute(
            sitting=sitting, disclosure=_DISCLOSURE[disclosure][language], stage=_STAGE[stage][language]
        )
        for language, text in _TEXT.items()
    )
