"""Numbers of two texts that should say the same."""

import pytest

from factsheet.parallels import compare, misplaced
from factsheet.quantity import parse_quantity
from factsheet.units import UnitNames

UNITS = UnitNames({"car": frozenset({"car", "cars", "辆"})})


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("$281 million, down 4%", "2.81亿美元，下降4%"),
        ("$1.1 billion", "10.91亿美元"),
        ("over 11,000 people", "逾1.1万人"),
        ("from 19% in fiscal 2023 to 14% in fiscal 2024", "由2023财年的19%降至2024财年的14%"),
        ("on 11 and 12 March 2024", "2024年3月11日至12日"),
        ("from 11 to 18 March 2024", "2024年3月11日至18日"),
        ("March 11–12, 2024", "2024年3月11日至12日"),
        ("on the 7th", "7日"),
        ("the 21st century", "21世纪"),
        ("A100, RTX 4090 and L40S at CES 2024", "A100、RTX 4090和L40S，CES上"),
        ("seven days", "7天"),
        ("22 companies", "二十二家公司"),
        ("2 companies", "两家公司"),
        ("200 million people", "两亿人"),
        ("two million people", "200万人"),
        ("60 million people", "数亿人"),
        ("up 50%", "增长一半"),
        ("30% of it", "其中三成"),
        ("5 percentage points", "5个百分点"),
        ("10–12 km", "10至12千米"),
        ("See page 3.", "见第3页。"),
        ("pp. 14–16, paragraphs 4 and 5", "第14至16页，第4、5段"),
        ("Table 2", "表2"),
        ("for the third time", "第3次"),
        ("Q3 sales", "第三季度销售额"),
        ("12 cars", "一打汽车"),
        ("one-third of it", "33%"),
        ("a fifth of it", "20%"),
        ("one in five", "20%"),
        ("20% of it", "五分之一"),
        ("90% of it", "九成"),
        ("up 100%", "翻了一番"),
        ("fivefold", "增至5倍"),
        ("in the '90s", "上世纪90年代"),
        ("on Mar. 18", "3月18日"),
        ("18–21 March 2024", "2024年3月18—21日"),
        ("in 2023–24", "2023至2024年"),
        ("8,000 people", "八千人"),
        ("150 people", "一百五十人"),
        ("365 days", "三百六十五天"),
        ("1,200", "一千二百"),
        ("a million cars", "100万辆"),
        ("a trillion dollars", "1万亿美元"),
        ("220 million people", "2.2亿人"),
        ("a 3-for-1 split", "1拆3"),
        ("at 3 p.m.", "15时"),
        ("at 15:30", "下午3点半"),
        ("5 miles", "8公里"),
        ("18 months", "1.5年"),
        ("a decade", "10年"),
        ("the 9/11 attacks", "“9·11”袭击"),
        ("24/7 service", "全天候服务"),
        ("ranked No. 2", "排名第2"),
        ("Resolution 2758", "第2758号决议"),
        ("10 Downing Street", "唐宁街10号"),
        ("the Form 10-K", "年报"),
        ("level 4 autonomy", "L4级自动驾驶"),
        ("a 2-1 vote", "2比1"),
        ("votes of 51 to 49", "51票对49票"),
        ("the B200", "B200"),
        ("the G20", "二十国集团"),
        ("a 24-hour ban", "24小时禁令"),
        ("“No. 1”", "“头号”"),
    ],
)
def test_numbers_that_are_the_same_in_two_languages_are_not_told(
    english: str, chinese: str
) -> None:
    for one, other in ((english, chinese), (chinese, english)):
        found = compare(one, other, UNITS)
        assert (found.slips, found.only_first, found.only_second) == ((), (), ())


@pytest.mark.parametrize(
    ("english", "chinese", "slip"),
    [
        ("$281 million", "28.1亿美元", ("$281 million", "28.1亿美元", 1)),
        ("$4 billion", "4亿美元", ("$4 billion", "4亿美元", -1)),
        ("30.094 million cars", "3009.4亿辆", ("30.094 million cars", "3009.4亿辆", 4)),
        ("60.9 billion", "609万美元", ("60.9 billion", "609万美元", -4)),
        ("609万美元", "60.9 billion", ("609万美元", "60.9 billion", 4)),
        ("19% of it", "1.9%", ("19%", "1.9%", -1)),
    ],
)
def test_a_slip_by_a_power_of_ten_is_told(
    english: str, chinese: str, slip: tuple[str, str, int]
) -> None:
    found = compare(english, chinese, UNITS)
    assert [(each.first.text, each.second.text, each.power) for each in found.slips] == [slip]
    assert (found.only_first, found.only_second) == ((), ())


@pytest.mark.parametrize(
    ("english", "chinese", "only_english", "only_chinese"),
    [
        ("up 126% to $60.9bn", "增至609亿美元", ["126%"], []),
        ("17,000 people", "1.6万人", ["17,000"], ["1.6万"]),
        ("20% of it", "24%", ["20%"], ["24%"]),
        ("19% of it", "1.9亿", ["19%"], ["1.9亿"]),
        ("1.9亿", "19% of it", ["1.9亿"], ["19%"]),
        ("$19 million", "1.9亿欧元", ["$19 million"], ["1.9亿欧元"]),
        ("8 of 12", "12个中的七个", ["8"], []),
        ("up 7%", "上升七", ["7%"], []),
        ("page 3 of 12", "第3页", ["12"], []),
        ("a 2-1 vote", "3比1", ["2"], ["3"]),
        ("8,000 people in 10 towns", "十个镇的9000人", ["8,000"], ["9000"]),
        ("5 miles and 20%", "8公里和30%", ["20%"], ["30%"]),
        ("catnip for 2.5 million", "给猫3.5", ["2.5 million"], ["3.5"]),
    ],
)
def test_a_number_of_one_language_only_is_told(
    english: str, chinese: str, only_english: list[str], only_chinese: list[str]
) -> None:
    found = compare(english, chinese, UNITS)
    assert found.slips == ()
    assert [each.text for each in found.only_first] == only_english
    assert [each.text for each in found.only_second] == only_chinese


@pytest.mark.parametrize(
    ("text", "values", "known", "told"),
    [
        ("revenue was $60.9 million", ["60.922 billion USD"], [], [("$60.9 million", -3)]),
        ("609亿元", ["60.922 million USD"], [], []),
        ("60.9 billion", ["60.922 million USD"], [], [("60.9 billion", 3)]),
        ("Total $ 60,922 $ 26,974", ["60,922 million USD"], [], []),
        ("not $60.9 million but $60.9 billion", ["60.922 billion USD"], [], []),
        ("$400 million", ["4 billion USD"], [], [("$400 million", -1)]),
        ("$400 million and $500 million", ["4 billion USD"], [], []),
        ("$400 million", ["4 billion USD", "40 billion USD"], [], []),
        ("$600 million more", ["60 billion USD"], ["600 million USD"], []),
        ("1.9% of it", ["19%"], [], [("1.9%", -1)]),
        ("30,094 cars", ["30.094 million cars"], [], [("30,094 cars", -3)]),
        ("30,094 of them", ["30.094 million cars"], [], []),
        ("3 million", ["3 thousand wyverns"], [], []),
    ],
)
def test_a_number_with_the_digits_of_a_value_but_not_its_size_is_told(
    text: str, values: list[str], known: list[str], told: list[tuple[str, int]]
) -> None:
    quantities, others = ([parse_quantity(each) for each in listed] for listed in (values, known))
    found = misplaced(text, quantities, UNITS, known=others)
    assert [(each.mention.text, each.power) for each in found] == told
