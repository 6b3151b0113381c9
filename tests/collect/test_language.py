from __future__ import annotations

import pytest

from cuibono.collect.language import language, name

TEXTS = {
    "en": "The minister said on Monday that the company had not been told about the new rules before they were signed.",
    "de": "Der Minister sagte am Montag, dass die Regierung mit dem Unternehmen nicht über den Vertrag gesprochen hat.",
    "fr": "La ministre a déclaré lundi que le gouvernement ne céderait pas et que la taxe serait appliquée.",
    "es": "La ministra dijo el lunes que el gobierno no tiene planes de cambiar la ley de impuestos a las empresas.",
    "it": "Il ministro ha detto lunedì che il governo non ha ancora deciso se la legge sarà applicata alle imprese.",
    "pt": "O ministro disse na segunda-feira que o governo não tem planos para mudar a lei que se aplica às empresas.",
    "nl": "De minister zei maandag dat de regering niet met het bedrijf over een nieuw contract heeft gesproken.",
    "sv": "Ministern sade på måndagen att regeringen inte har några planer på att ändra lagen för de stora bolagen.",
    "pl": "Minister powiedział w poniedziałek, że rząd nie ma planów zmiany ustawy i że nie będzie to możliwe.",
    "ru": "Министр сказал в понедельник, что правительство не будет менять закон и что это не касается компаний.",
    "el": "Ο υπουργός είπε τη Δευτέρα ότι η κυβέρνηση δεν θα αλλάξει το νόμο για τις εταιρείες και ότι αυτό είναι",
    "zh": "部长星期一表示，政府没有与该公司签订合同的计划。",
    "ja": "大臣は月曜日に、政府は会社と契約する計画はないと述べた。",
    "ar": "قال الوزير يوم الاثنين إن الحكومة لا تخطط لتغيير القانون",
}


@pytest.mark.parametrize("code", TEXTS)
def test_each_is_told_from_the_others(code: str) -> None:
    assert language(TEXTS[code]) == (code, code != "en")


def test_a_few_words_settle_nothing() -> None:
    assert language("Acme Corp") == (None, False)


def test_a_language_that_is_not_in_the_table() -> None:
    text = (
        "Pemerintah mengumumkan bahwa perusahaan itu akan membayar pajak baru mulai tahun depan kata menteri keuangan"
    )
    assert language(text) == (None, True)


def test_an_english_text_full_of_foreign_names() -> None:
    text = "Société Générale and Crédit Agricole were told by the Autorité des marchés to pay, it was said on Monday."
    assert language(text).code == "en"


def test_names_for_people() -> None:
    assert (name("fr"), name("xx")) == ("French", "xx")
