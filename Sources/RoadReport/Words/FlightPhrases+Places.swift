extension RejectPhrases {
    /// What readers of flight logs say about positions.
    static let flightPlaces: [(en: String, ru: String, kk: String)] = [
        (
            "The log holds no position.",
            "В журнале нет координат.",
            "Журналда координат жоқ."
        ),
        (
            "The subtitles hold no position.",
            "В субтитрах нет координат.",
            "Субтитрде координат жоқ."
        ),
        (
            "The video's telemetry holds no position.",
            "В телеметрии видео нет координат.",
            "Видео телеметриясында координат жоқ."
        ),
        (
            "The photo holds no position.",
            "В снимке нет координат.",
            "Суретте координат жоқ."
        ),
        (
            "The log holds no packet of a vehicle.",
            "В журнале нет пакетов аппарата.",
            "Журналда аппараттың пакеті жоқ."
        ),
        (
            "The metadata holds no time and so no position.",
            "В метаданных нет времени, а значит, и координат.",
            "Метадеректе уақыт жоқ, сондықтан координат та жоқ."
        ),
        (
            "% frames were left out: their position is 0, 0.",
            "Пропущено кадров: % (координаты 0, 0).",
            "Алынбаған кадр: % (координаты 0, 0)."
        ),
        (
            "% frames were left out: they have no position.",
            "Пропущено кадров: % (нет координат).",
            "Алынбаған кадр: % (координаты жоқ)."
        ),
        (
            "% frames have no position.",
            "Кадров без координат: %.",
            "Координатсыз кадр: %."
        ),
        (
            "% rows were left out: their position is 0, 0.",
            "Пропущено строк: % (координаты 0, 0).",
            "Алынбаған жол: % (координаты 0, 0)."
        ),
        (
            "% rows were left out: they have no position.",
            "Пропущено строк: % (нет координат).",
            "Алынбаған жол: % (координаты жоқ)."
        ),
        (
            "% points were left out: their position is 0, 0.",
            "Пропущено точек: % (координаты 0, 0).",
            "Алынбаған нүкте: % (координаты 0, 0)."
        ),
        (
            "% points were left out: they had no fix.",
            "Пропущено точек: % (приёмник не определил место).",
            "Алынбаған нүкте: % (қабылдағыш орнын анықтамаған)."
        ),
        (
            "% points were left out: they have no time, or one without a zone, while the % "
                + "others have.",
            "Пропущено точек: % (нет времени или пояса, а у остальных % есть).",
            "Алынбаған нүкте: % (уақыты не белдеуі жоқ, қалған % нүктеде бар)."
        ),
        (
            "% moments were left out: the receiver had no fix.",
            "Пропущено моментов: % (приёмник не определил место).",
            "Алынбаған сәт: % (қабылдағыш орнын анықтамаған)."
        ),
        (
            "% moments were left out: their position is 0, 0.",
            "Пропущено моментов: % (координаты 0, 0).",
            "Алынбаған сәт: % (координаты 0, 0)."
        ),
        (
            "% moments were left out: not a place on Earth.",
            "Пропущено моментов: % (такого места на Земле нет).",
            "Алынбаған сәт: % (Жерде мұндай орын жоқ)."
        ),
        (
            "% sentences were left out: they state no time.",
            "Пропущено строк NMEA: % (нет времени).",
            "Алынбаған NMEA жолы: % (уақыты жоқ)."
        ),
        (
            "% position records were left out: they had no fix.",
            "Пропущено записей места: % (приёмник не определил место).",
            "Алынбаған орын жазбасы: % (қабылдағыш орнын анықтамаған)."
        ),
        (
            "% position packets were left out: they had no fix.",
            "Пропущено пакетов места: % (приёмник не определил место).",
            "Алынбаған орын пакеті: % (қабылдағыш орнын анықтамаған)."
        ),
        (
            "% position records were left out: not a place on Earth.",
            "Пропущено записей места: % (такого места на Земле нет).",
            "Алынбаған орын жазбасы: % (Жерде мұндай орын жоқ)."
        ),
        (
            "% position packets were left out: not a place on Earth.",
            "Пропущено пакетов места: % (такого места на Земле нет).",
            "Алынбаған орын пакеті: % (Жерде мұндай орын жоқ)."
        ),
        (
            "% position records were left out: too far from those before and after.",
            "Пропущено записей места: % (слишком далеко от соседних).",
            "Алынбаған орын жазбасы: % (көршілерінен тым алыс)."
        ),
        (
            "% positions were left out: not a place on Earth.",
            "Пропущено координат: % (такого места на Земле нет).",
            "Алынбаған координат: % (Жерде мұндай орын жоқ)."
        ),
        (
            "% positions are the vehicle's own estimate: the satellite receiver was not "
                + "used.",
            "Координат по собственной оценке аппарата, без спутникового приёмника: %.",
            "Жерсерік қабылдағышынсыз, аппараттың өз бағасы бойынша алынған координат: %."
        ),
        (
            "% positions are reckoned, entered by hand or simulated, not measured.",
            "Координат не измерено, а вычислено, введено вручную или смоделировано: %.",
            "Өлшенбей, есептелген, қолмен енгізілген не модельденген координат: %."
        ),
        (
            "No receiver was logged: positions are the vehicle's own estimate (%).",
            "Приёмник в журнал не писался: координаты – собственная оценка аппарата (%).",
            "Қабылдағыш журналға жазылмаған: координаттар – аппараттың өз бағасы (%)."
        ),
        (
            "No home position was logged: relative heights count from the first fix.",
            "Точка взлёта не записана: высоты отсчитаны от первой точки.",
            "Ұшып шыққан орын жазылмаған: биіктік бірінші нүктеден есептелді."
        ),
        (
            "No home position was logged: relative heights count from where the vehicle's "
                + "estimator started (vehicle_local_position).",
            "Точка взлёта не записана: высоты отсчитаны от места, где начал работать оценщик "
                + "аппарата (vehicle_local_position).",
            "Ұшып шыққан орын жазылмаған: биіктік аппарат бағалауышы іске қосылған жерден "
                + "есептелді (vehicle_local_position)."
        ),
        (
            "% fixes are doubtful: they lie apart from their neighbours (number %); they are "
                + "kept and marked.",
            "Сомнительных точек: % (номера %): они лежат в стороне от соседних; оставлены и "
                + "отмечены.",
            "Күмәнді нүкте: % (нөмірлері %): көршілерінен шет жатыр; қалдырылып, белгіленді."
        ),
    ]
}
