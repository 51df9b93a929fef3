from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen.lexicon.tables import money_parser
from jobscreen.text.money import Money
from jobscreen.text.normalise import fold
from tests.text.growth import LIMIT, NASTY, growth

#: Text, lowest and highest amount, currency, period, role.
AMOUNTS = [
    ("salary $800 per month", 800, 800, "USD", "month", "pay"),
    ("salary 800-1,200 usd per month", 800, 1_200, "USD", "month", "pay"),
    ("pay: $1.5k - $2k monthly", 1_500, 2_000, "USD", "month", "pay"),
    ("earn up to $3,000/month", 3_000, 3_000, "USD", "month", "pay"),
    ("₹45,000 per month", 45_000, 45_000, "INR", "month", "pay"),
    ("Rs. 1.5 lakh per annum", 150_000, 150_000, "INR", "year", "pay"),
    ("CTC 3-5 lakhs pa", 300_000, 500_000, "INR", "year", "pay"),
    ("salary 2.5 lakh", 250_000, 250_000, "INR", None, "pay"),
    ("PHP 25,000 to 30,000 monthly", 25_000, 30_000, "PHP", "month", "pay"),
    ("₱25k-30k/month", 25_000, 30_000, "PHP", "month", "pay"),
    ("$18/hr", 18, 18, "USD", "hour", "pay"),
    ("$18.50 an hour", 18.5, 18.5, "USD", "hour", "pay"),
    ("USD 150 per day", 150, 150, "USD", "day", "pay"),
    ("USD 900 a week", 900, 900, "USD", "week", "pay"),
    ("£32,000 per annum", 32_000, 32_000, "GBP", "year", "pay"),
    ("€2.500 monthly", 2_500, 2_500, "EUR", "month", "pay"),
    ("AED 4000 per month", 4_000, 4_000, "AED", "month", "pay"),
    ("4000 AED/month", 4_000, 4_000, "AED", "month", "pay"),
    ("salary 15,000 THB", 15_000, 15_000, "THB", None, "pay"),
    ("salary: 30 000 baht per month", 30_000, 30_000, "THB", "month", "pay"),
    ("RM2,500 - RM3,500 per month", 2_500, 3_500, "MYR", "month", "pay"),
    ("KES 40k per month", 40_000, 40_000, "KES", "month", "pay"),
    ("2000 USDT per month", 2_000, 2_000, "USD", "month", "pay"),
    ("monthly salary: 1000u", 1_000, 1_000, "USD", "month", "pay"),
    ("salary of 1 million naira", 1_000_000, 1_000_000, "NGN", None, "pay"),
    ("registration fee of $50", 50, 50, "USD", None, "fee"),
    ("a deposit of Rs 5,000 is required", 5_000, 5_000, "INR", None, "fee"),
    ("月薪8000元", 8_000, 8_000, "CNY", "month", "pay"),
    ("月薪8千-1.5万", 8_000, 15_000, None, "month", "pay"),
    ("月薪1-2万", 10_000, 20_000, None, "month", "pay"),
    ("底薪6000-8000元/月", 6_000, 8_000, "CNY", "month", "pay"),
    ("月薪两万", 20_000, 20_000, None, "month", "pay"),
    ("月薪一万五", 15_000, 15_000, None, "month", "pay"),
    ("底薪八千到一万二", 8_000, 12_000, None, None, "pay"),
    ("薪资3万元/月", 30_000, 30_000, "CNY", "month", "pay"),
    ("月薪3萬台幣", 30_000, 30_000, "TWD", "month", "pay"),
    ("月薪新台幣35,000元", 35_000, 35_000, "TWD", "month", "pay"),
    ("薪資 NT$40,000-60,000", 40_000, 60_000, "TWD", None, "pay"),
    ("薪水3w-5w", 30_000, 50_000, None, None, "pay"),
    ("底薪2000美金", 2_000, 2_000, "USD", None, "pay"),
    ("月薪最高5000美元", 5_000, 5_000, "USD", "month", "pay"),
    ("时薪20元", 20, 20, "CNY", "hour", "pay"),
    ("日结300元", 300, 300, "CNY", "day", "pay"),
    ("日薪300-500元", 300, 500, "CNY", "day", "pay"),
    ("年薪30万", 300_000, 300_000, None, "year", "pay"),
    ("港币18000元/月", 18_000, 18_000, "HKD", "month", "pay"),
    ("时薪港币70", 70, 70, "HKD", "hour", "pay"),
    ("押金500元", 500, 500, "CNY", None, "fee"),
    ("报名费200元", 200, 200, "CNY", None, "fee"),
    ("赔偿3万美金", 30_000, 30_000, "USD", None, "fee"),
    ("工资十五万", 150_000, 150_000, None, None, "pay"),
    ("lương 15 triệu/tháng", 15_000_000, 15_000_000, "VND", "month", "pay"),
    ("lương 15tr - 20tr", 15_000_000, 20_000_000, "VND", None, "pay"),
    ("lương 15-20 triệu", 15_000_000, 20_000_000, "VND", None, "pay"),
    ("thu nhập 15tr5 mỗi tháng", 15_500_000, 15_500_000, "VND", "month", "pay"),
    ("Thu nhập lên đến 30 triệu đồng/tháng", 30_000_000, 30_000_000, "VND", "month", "pay"),
    ("lương 8.000.000đ/tháng", 8_000_000, 8_000_000, "VND", "month", "pay"),
    ("lương 8.000.000 - 12.000.000 VND", 8_000_000, 12_000_000, "VND", None, "pay"),
    ("lương từ 7 đến 9 triệu", 7_000_000, 9_000_000, "VND", None, "pay"),
    ("25.000đ/giờ", 25_000, 25_000, "VND", "hour", "pay"),
    ("25k/giờ", 25_000, 25_000, None, "hour", "pay"),
    ("lương 1000$ một tháng", 1_000, 1_000, "USD", "month", "pay"),
    ("lương 1000 đô/tháng", 1_000, 1_000, "USD", "month", "pay"),
    ("đặt cọc 2 triệu", 2_000_000, 2_000_000, "VND", None, "fee"),
    ("lương ngày 300k", 300_000, 300_000, None, "day", "pay"),
    ("300 nghìn/ngày", 300_000, 300_000, "VND", "day", "pay"),
    ("gaji 5 juta per bulan", 5_000_000, 5_000_000, "IDR", "month", "pay"),
    ("gaji Rp 5.000.000 - Rp 7.000.000 / bulan", 5_000_000, 7_000_000, "IDR", "month", "pay"),
    ("gaji 5-7 jt", 5_000_000, 7_000_000, "IDR", None, "pay"),
    ("gaji 4,5jt/bln", 4_500_000, 4_500_000, "IDR", "month", "pay"),
    ("gaji hingga 15 juta/bulan", 15_000_000, 15_000_000, "IDR", "month", "pay"),
    ("Rp150.000/hari", 150_000, 150_000, "IDR", "day", "pay"),
    ("gaji 12 juta rupiah sebulan", 12_000_000, 12_000_000, "IDR", "month", "pay"),
    ("penghasilan 500rb per hari", 500_000, 500_000, "IDR", "day", "pay"),
    ("gaji $800 - $1.000", 800, 1_000, "USD", None, "pay"),
    ("biaya admin 150 ribu", 150_000, 150_000, "IDR", None, "fee"),
    ("Rp 20.000 / jam", 20_000, 20_000, "IDR", "hour", "pay"),
    ("IDR 4.800.000", 4_800_000, 4_800_000, "IDR", None, "unknown"),
    ("salary $1,500.50 per month", 1500.5, 1500.5, "USD", "month", "pay"),
    ("Gehalt 2.500,00 EUR monthly", 2_500, 2_500, "EUR", "month", "pay"),
    ("salary 1.2 million naira per annum", 1_200_000, 1_200_000, "NGN", "year", "pay"),
    ("gaji 2-3 juta", 2_000_000, 3_000_000, "IDR", None, "pay"),
    ("pay $5000!!!", 5_000, 5_000, "USD", None, "pay"),
    ("earn US$5k/mo", 5_000, 5_000, "USD", "month", "pay"),
    ("salary 10 lakh+ per year", 1_000_000, 1_000_000, "INR", "year", "pay"),
    ("₱800/day", 800, 800, "PHP", "day", "pay"),
    ("salary Rs25000-35000", 25_000, 35_000, "INR", None, "pay"),
    ("salary Rs. 25,000/- per month", 25_000, 25_000, "INR", "month", "pay"),
    ("wages between 500 and 700 dollars a week", 500, 700, "USD", "week", "pay"),
    ("from $500 to $700 weekly", 500, 700, "USD", "week", "pay"),
    ("薪资500~700美金/天", 500, 700, "USD", "day", "pay"),
    ("月薪1.5w", 15_000, 15_000, None, "month", "pay"),
    ("月薪3萬5", 35_000, 35_000, None, "month", "pay"),
    ("月薪三萬二", 32_000, 32_000, None, "month", "pay"),
    ("月薪三至五万", 30_000, 50_000, None, "month", "pay"),
    ("月薪3到5万", 30_000, 50_000, None, "month", "pay"),
    ("每月5000块", 5_000, 5_000, "CNY", "month", "pay"),
    ("一天300块", 300, 300, "CNY", "day", "pay"),
    ("每天200-300元", 200, 300, "CNY", "day", "pay"),
    ("每小时25元", 25, 25, "CNY", "hour", "pay"),
    ("月薪8k-12k", 8_000, 12_000, None, "month", "pay"),
    ("薪资10-15K", 10_000, 15_000, None, None, "pay"),
    ("時薪190元", 190, 190, "CNY", "hour", "pay"),
    ("月薪38K", 38_000, 38_000, None, "month", "pay"),
    ("lương cứng 7tr", 7_000_000, 7_000_000, "VND", None, "pay"),
    ("thu nhập 7-9tr/th", 7_000_000, 9_000_000, "VND", "month", "pay"),
    ("lương 7.5 triệu", 7_500_000, 7_500_000, "VND", None, "pay"),
    ("lương 10 triệu+/tháng", 10_000_000, 10_000_000, "VND", "month", "pay"),
    ("gaji Rp5jt", 5_000_000, 5_000_000, "IDR", None, "pay"),
    ("gaji 5 s/d 7 juta", 5_000_000, 7_000_000, "IDR", None, "pay"),
    ("gaji Rp 100rb/hari", 100_000, 100_000, "IDR", "day", "pay"),
    ("gaji Rp1,5 juta per bulan", 1_500_000, 1_500_000, "IDR", "month", "pay"),
    ("work 8 hours a day. Salary: $900", 900, 900, "USD", None, "pay"),
    ("6 days a week salary $900", 900, 900, "USD", None, "pay"),
    ("Salary (monthly): $500", 500, 500, "USD", "month", "pay"),
    ("monthly income up to $3000", 3_000, 3_000, "USD", "month", "pay"),
    ("pays 1000 USDT a week", 1_000, 1_000, "USD", "week", "pay"),
    ("底薪1500u+提成", 1_500, 1_500, "USD", None, "pay"),
    ("综合薪资2w起", 20_000, 20_000, None, None, "pay"),
    ("工资6000起", 6_000, 6_000, None, None, "pay"),
    ("income 3000-5000 usd/month", 3_000, 5_000, "USD", "month", "pay"),
    ("S$2,800 - S$3,200 monthly", 2_800, 3_200, "SGD", "month", "pay"),
    ("salary 3000 SGD", 3_000, 3_000, "SGD", None, "pay"),
    ("salary $3000 SGD", 3_000, 3_000, "SGD", None, "pay"),
    ("HK$18,000 per month", 18_000, 18_000, "HKD", "month", "pay"),
    ("salary: 120,000 – 150,000 KRW per day", 120_000, 150_000, "KRW", "day", "pay"),
    ("¥250,000 per month salary", 250_000, 250_000, "CNY", "month", "pay"),
    ("salary 25 000 000 VND", 25_000_000, 25_000_000, "VND", None, "pay"),
    ("salary 800 usd", 800, 800, "USD", None, "pay"),
    ("salary 800 euro per month", 800, 800, "EUR", "month", "pay"),
    ("visa fee 200 USD", 200, 200, "USD", None, "fee"),
    ("Rp 7.000.000,- / bulan", 7_000_000, 7_000_000, "IDR", "month", "pay"),
    ("gaji Rp. 4.000.000,00", 4_000_000, 4_000_000, "IDR", None, "pay"),
    ("训练费3000元", 3_000, 3_000, "CNY", None, "fee"),
    ("违约金两万元", 20_000, 20_000, "CNY", None, "fee"),
    ("phụ cấp 500.000đ", 500_000, 500_000, "VND", None, "fee"),
    ("tiền phạt 2 triệu", 2_000_000, 2_000_000, "VND", None, "fee"),
    ("earn 2000 weekly", 2_000, 2_000, None, "week", "pay"),
    ("salary 15 000", 15_000, 15_000, None, None, "pay"),
    ("salary: 15,000/month. Room 12", 15_000, 15_000, None, "month", "pay"),
]

#: Numbers that are no money, or money that nothing says is pay or in which currency.
NO_MONEY = [
    "月入过万",
    "salary attractive. WhatsApp +855 12 345 678",
    "salary attractive, call 0912345678",
    "lương hấp dẫn, zalo 0912 345 678",
    "gaji menarik hub 081234567890",
    "薪资面议 电话13800138000",
    "5% commission",
    "工作5年以上",
    "提供住宿，8人间",
    "on 24 May 2024",
    "Experience: 3 years",
    "founded in 1998, 500 employees",
    "call +855 12 345 678",
    "call 0912-345-678",
    "since 2019",
    "open 24/7",
    "age 18-35",
    "12 hours a day, 6 days a week",
    "contract of 6 months",
    "room 305, floor 2",
    "hiring 50 people",
    "100% free",
    "hours 9:00-18:00",
    "招聘20人",
    "18-35岁",
    "2024年1月",
    "上班12小时",
    "tuổi từ 18 đến 35",
    "tuyển 100 nhân viên",
    "usia 18-35 tahun",
    "kontrak 1 tahun",
    "salary paid on the 15th, working since 2015",
    "salary negotiable, 40 hours a week",
    "工作8小时/天",
    "QQ: 123456789",
    "5 days per week",
    "phí hồ sơ 500k",
    "",
]

#: How the same amount is written; {} is the number.
NOTATIONS = {
    "USD": (
        "salary ${:,} per month",
        "salary {} usd / month",
        "earn US${:,}/mo",
        "pay: {:,}$ a month",
        "月薪{}美金",
    ),
    "CNY": ("月薪{}元", "底薪{:,}元/月", "工资人民币{}元每月", "每月{}块"),
    "VND": ("lương {:,}đ/tháng", "thu nhập {} vnd mỗi tháng", "lương tháng {:,} đồng"),
    "IDR": ("gaji Rp {:,} per bulan", "gaji {} rupiah sebulan", "gaji Rp{:,}/bln", "penghasilan IDR {:,}/bulan"),
    "PHP": ("salary PHP {:,} monthly", "₱{:,}/month", "sahod {} pesos per month"),
}


def parse(text: str) -> list[Money]:
    return money_parser().parse(fold(text).text)


@pytest.mark.parametrize(("text", "expected"), [(text, tuple(expected)) for text, *expected in AMOUNTS])
def test_amounts(text: str, expected: tuple[object, ...]) -> None:
    (money,) = parse(text)
    assert (money.low, money.high, money.currency, money.period, money.role) == expected


@pytest.mark.parametrize("text", NO_MONEY)
def test_what_is_no_money(text: str) -> None:
    assert parse(text) == []


@given(
    st.sampled_from([(code, form) for code, forms in NOTATIONS.items() for form in forms]), st.integers(100, 10**8)
)
def test_an_amount_comes_back_from_every_notation(notation: tuple[str, str], amount: int) -> None:
    currency, form = notation
    (money,) = parse(form.format(amount))
    assert (money.low, money.high, money.currency, money.period) == (amount, amount, currency, "month")


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_comes_back_with_the_magnitude_of_its_end(low: int, more: int) -> None:
    (money,) = parse(f"lương {low}-{low + more} triệu/tháng")
    assert (money.low, money.high) == (low * 1e6, (low + more) * 1e6)


@given(st.text(st.sampled_from("0123456789.,-+ $k元万tr/дa一二三十千đ") | st.characters(), max_size=60))
def test_spans_stand_in_the_text_and_in_order(text: str) -> None:
    folded = fold(text)
    found = money_parser().parse(folded.text, all_pay=[(0, len(folded.text))])
    reach = 0
    for money in found:
        assert reach <= money.start < money.end <= len(folded.text)
        assert 0 <= money.low <= money.high
        reach = money.end


def test_in_a_salary_field_every_number_is_pay() -> None:
    (money,) = money_parser().parse("2500 - 3000", all_pay=[(0, 11)])
    assert (money.low, money.high, money.role) == (2500, 3000, "pay")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("salary $800 - $1,200 per month", 800, 1200),
        ("salary 36,000 usd per year", 3000, 3000),
        ("lương 26 triệu/tháng", 1000, 1000),
        ("$10 per hour", 2080, 2080),
    ],
)
def test_monthly_dollars(text: str, low: float, high: float) -> None:
    assert money_parser().monthly_usd(parse(text)[0]) == pytest.approx((low, high), rel=0.01)


def test_no_dollars_without_a_currency_unless_one_is_assumed() -> None:
    (money,) = parse("月薪7200")
    assert money_parser().monthly_usd(money) is None
    assert money_parser().monthly_usd(money, default_currency="CNY") == pytest.approx((1000, 1000))


def test_the_country_of_a_currency() -> None:
    assert [money_parser().country_of(code) for code in ("VND", "EUR", None)] == ["VN", None, None]


@pytest.mark.parametrize("unit", NASTY)
def test_time_is_linear(unit: str) -> None:
    assert growth(money_parser().parse, unit, lambda text: fold(text).text) <= LIMIT
