from __future__ import annotations

import pytest

from jobscreen.lexicon.tables import language_guesser
from jobscreen.text.normalise import fold

SENTENCES = {
    "en": [
        "We are looking for a receptionist with good English.",
        "Waiter wanted for evening shifts, apply in person.",
        "The salary is paid on the last day of each month.",
    ],
    "zh-Hans": [
        "诚聘客服人员，无需经验，包吃包住。",
        "本公司因业务发展需要招聘会计一名。",
        "工作时间为早上九点到下午六点。",
    ],
    "zh-Hant": [
        "誠徵客服人員，無經驗可，供膳宿。",
        "本公司因業務擴展徵求會計一名。",
        "上班時間為早上九點到下午六點。",
    ],
    "vi": [
        "Cần tuyển nhân viên phục vụ nhà hàng tại Đà Nẵng.",
        "Công ty chúng tôi đang tìm kế toán có kinh nghiệm.",
        "Luong thang 13, lam viec tu thu hai den thu sau.",
    ],
    "id": [
        "Dibutuhkan karyawan untuk toko roti di Bandung.",
        "Kami mencari staf administrasi yang jujur dan rajin.",
        "Lamaran dapat dikirim ke alamat di bawah ini.",
    ],
    "th": [
        "รับสมัครพนักงานเสิร์ฟประจำร้านอาหาร",
        "บริษัทต้องการพนักงานบัญชีหนึ่งตำแหน่ง",
        "ทำงานวันจันทร์ถึงวันศุกร์",
    ],
    "ko": [
        "식당에서 일할 직원을 모집합니다.",
        "경력 없이도 지원할 수 있습니다.",
        "근무 시간은 오전 아홉 시부터입니다.",
    ],
    "ja": [
        "レストランのスタッフを募集しています。",
        "経験がなくても応募できます。",
        "勤務時間は午前九時からです。",
    ],
    "ru": [
        "Требуется официант в ресторан, опыт не нужен.",
        "Компания ищет бухгалтера с опытом работы.",
        "Зарплата выплачивается каждый месяц.",
    ],
    "ar": [
        "مطلوب نادل للعمل في مطعم في وسط المدينة.",
        "تبحث الشركة عن محاسب لديه خبرة.",
        "الراتب يدفع في نهاية كل شهر.",
    ],
    "de": [
        "Wir suchen eine Kellnerin für unser Restaurant.",
        "Die Firma sucht einen Buchhalter mit Erfahrung.",
        "Das Gehalt wird am Ende des Monats gezahlt.",
    ],
    "es": [
        "Buscamos un camarero para nuestro restaurante.",
        "La empresa busca un contable con experiencia.",
        "El salario se paga al final de cada mes.",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(name, text) for name, texts in SENTENCES.items() for text in texts]
)
def test_sentences(language: str, text: str) -> None:
    assert language_guesser().guess(fold(text), text) == language


@pytest.mark.parametrize("text", ["", "ok", "12345 67890", "!!! $$$", "\U0001f600" * 20, "xkcd qwrt zzzz pqrs"])
def test_too_little_to_tell(text: str) -> None:
    assert language_guesser().guess(fold(text), text) == "und"


def test_english_terms_do_not_hide_the_language_around_them() -> None:
    text = "诚聘 customer service 客服人员，熟悉 Excel 和 Telegram，会打字即可"
    assert language_guesser().guess(fold(text), text) == "zh-Hans"


def test_without_the_original_chinese_is_told_from_the_folded_text() -> None:
    assert language_guesser().guess(fold("誠徵會計人員，無經驗可")) == "zh-Hant"


def test_a_long_text_is_judged_by_its_beginning() -> None:
    text = "We are looking for a receptionist with good English. " * 200
    assert language_guesser().guess(fold(text + "приглашаем на работу " * 5000)) == "en"
