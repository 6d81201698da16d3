"""Addresses of the staff's and the public's pages, written as nobody would click them."""

HUGE = 10**30
PUBLIC = [f"/sittings/{name}" for name in ("%00", "x'--", "..", "a" * 3000, "%ff", "😀")]


def test_a_name_of_no_sitting_is_not_found(client):
    assert [path for path in PUBLIC if client.get(path).status_code not in {404, 308}] == []


def test_a_number_no_database_holds_gets_a_sentence(client, as_staff):
    reply = as_staff(client, "invigilator").post(f"/board/demo-1/call/{HUGE}")

    assert reply.status_code in {404, 422}
    assert "Traceback" not in reply.text


def test_every_page_of_the_staff_asks_for_a_sign_in(app):
    client = app.test_client()
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and app.view_functions[rule.endpoint].guard not in {"public", "candidate"}
    ]

    seen = {str(rule): client.get(filled(rule)) for rule in rules}

    assert len(seen) > 20
    assert {path: reply.status_code for path, reply in seen.items() if reply.status_code != 303} == {}


def filled(rule):
    return rule.build({name: "1" if "int:" in str(rule) else "x" for name in rule.arguments})[1]
