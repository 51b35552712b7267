"""A text in each of the languages that searching is tested in."""

from __future__ import annotations

SAMPLES = {
    "English": "Leaders met in Tokyo. The Tokyo summit’s naïve critics didn't attend; “summits” bore them.",
    "German": "Die Straße in Zürich war größer als die STRASSEN in Köln, schrieb die F.A.Z. am Dienstag.",
    "Polish": "Łódź leży w środkowej Polsce; żółć i gęś nie mają z nią nic wspólnego.",
    "Russian": "Лидеры Японии и Южной Кореи встретились в Токио. Ещё раз: мой дом, мои дома.",
    "Greek": "Οι ηγέτες συναντήθηκαν στο Τόκιο. Η ΟΔΟΣ Ερμού είναι η οδός του εμπορίου.",
    "Arabic": "التقى قادة اليابان وكوريا الجنوبية في طوكيو، وقال العِراق إنّ القمة مهمة.",
    "Hebrew": "מנהיגי יפן וקוריאה נפגשו בטוקיו. שָׁלוֹם, אמר ראש הממשלה, צה״ל מוכן.",
    "Hindi": "जापान और दक्षिण कोरिया के नेता टोक्यो में मिले। ज़मीन और दिल्ली की बात हुई।",
    "Thai": "ผู้นำญี่ปุ่นและเกาหลีใต้พบกันที่กรุงโตเกียว น้ำท่วมประเทศไทย",
    "Chinese": "日本和韩国领导人在东京会晤，讨论数据库和人工智能。数据，库存。",
    "Japanese": "日本と韓国の首脳は東京で会談し、データベースの未来について話し合った。黒猫。",
    "Korean": "한국과 일본의 정상이 도쿄에서 만나 안전 문제를 논의했다. 안전이 우선이다.",
    "Khmer": "មេដឹកនាំជប៉ុននិងកូរ៉េខាងត្បូងបានជួបគ្នានៅទីក្រុងតូក្យូ",
    "Lao": "ຜູ້ນໍາຍີ່ປຸ່ນແລະເກົາຫຼີໃຕ້ພົບກັນທີ່ໂຕກຽວ",
}
