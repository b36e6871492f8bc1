extension RejectPhrases {
    /// What readers remark about a whole file, and what a proposed profile leaves open.
    static let notes: [(en: String, ru: String, kk: String)] = [
        (
            "% accepted records leave % empty, which their evidence needs.",
            "в % принятых записях пусто поле %, нужное для доказательства.",
            "қабылданған % жазбада дәлелге қажет % өрісі бос."
        ),
        (
            "Columns that are not read: %.", "Столбцы, которые не читаются: %.",
            "Оқылмайтын бағандар: %."
        ),
        (
            "Columns that occur again, of which the first one is read: %.",
            "Повторные столбцы, из которых читается первый: %.",
            "Қайталанған бағандар, біріншісі оқылады: %."
        ),
        (
            "Complex % reports % sites, % m apart.",
            "Комплекс % называет мест: %, до % м друг от друга.",
            "% кешені % орын көрсетеді, арасы % м."
        ),
        (
            "% times are marked as UTC and were read as local time of %, since a zone was named.",
            "% моментов помечены как UTC и прочитаны как местное время %, так как указан пояс.",
            "% уақыт UTC деп белгіленген, белдеу көрсетілгендіктен % жергілікті уақыты деп оқылды."
        ),
        (
            "% times are marked as UTC and were read so; dtp-stat stores local time with this mark: "
                + "name the zone if that is the case here.",
            "% моментов помечены как UTC и так и прочитаны; dtp-stat хранит с этой пометкой местное "
                + "время: если здесь так же, укажите пояс.",
            "% уақыт UTC деп белгіленіп, солай оқылды; dtp-stat бұл белгімен жергілікті уақытты "
                + "сақтайды: мұнда да солай болса, белдеуді көрсетіңіз."
        ),
        (
            "The cards stand in a text inside the file; lines and bytes count from the beginning of "
                + "that text.",
            "Карточки лежат в тексте внутри файла; строки и байты считаются от начала этого текста.",
            "Карточкалар файл ішіндегі мәтінде; жолдар мен байттар сол мәтіннің басынан саналады."
        ),
        (
            "% crashes have a date without a time; local midnight is taken.",
            "у % ДТП есть дата без времени; взята местная полночь.",
            "% ЖКО-ның күні бар, уақыты жоқ; жергілікті түн ортасы алынды."
        ),
        (
            "% crashes state neither severity nor victims and count as damage only.",
            "у % ДТП нет ни тяжести, ни пострадавших: считаются как материальный ущерб.",
            "% ЖКО-да ауырлық та, зардап шеккендер де жоқ: материалдық залал деп саналады."
        ),
        (
            "% crashes state a severity but no counts of killed or injured; both count as 0.",
            "у % ДТП есть тяжесть, но нет числа погибших и раненых; оба считаются нулями.",
            "% ЖКО-да ауырлық бар, қаза тапқандар мен жараланғандар саны жоқ; екеуі де 0 саналады."
        ),
        (
            "% crashes have no coordinates and cannot be located.",
            "у % ДТП нет координат, на сеть они не ложатся.",
            "% ЖКО-ның координаты жоқ, желіге түсірілмейді."
        ),
        (
            "% crashes list people whose fates do not add up to the killed and injured that the card "
                + "states; the stated counts are taken.",
            "в % ДТП перечень людей не сходится с числами погибших и раненых; взяты числа карточки.",
            "% ЖКО-да адамдар тізімі қаза тапқандар мен жараланғандар санына сай емес; карточка "
                + "саны алынды."
        ),
        (
            "% crashes name a region that is not among the borders taken in; it was not checked.",
            "в % ДТП названа область, границ которой нет; она не проверена.",
            "% ЖКО-да шекарасы алынбаған облыс аталған; ол тексерілмеді."
        ),
        (
            "% of % places are written as degrees.minutes-seconds might be (43.4010 for 43°40′10″): "
                + "no pair of decimals reaches 60. Ask the sender.",
            "% из % мест похожи на градусы.минуты-секунды (43.4010 вместо 43°40′10″): ни одна пара "
                + "знаков не доходит до 60. Спросите отправителя.",
            "% / % орын градус.минут-секундқа ұқсайды (43°40′10″ орнына 43.4010): бірде-бір жұп "
                + "таңба 60-қа жетпейді. Жіберушіден сұраңыз."
        ),
        (
            "%: the border was invalid and was mended. %",
            "%: граница была неверна и исправлена. %", "%: шекара қате болып, түзетілді. %"
        ),
        (
            "Nothing in the file seems to hold %.", "В файле не найдено, где стоит %.",
            "Файлда % қайда тұрғаны табылмады."
        ),
        (
            "Times carry no offset: confirm the zone.",
            "У времён нет смещения: подтвердите пояс.",
            "Уақыттарда ығысу жоқ: белдеуді растаңыз."
        ),
        (
            "Times are of no known form (%).", "Времена записаны неизвестным образом (%).",
            "Уақыттар белгісіз түрде жазылған (%)."
        ),
        (
            "Times may be day/month or month/day (%): confirm the pattern.",
            "Возможны день/месяц и месяц/день (%): подтвердите образец.",
            "Күн/ай да, ай/күн де болуы мүмкін (%): үлгіні растаңыз."
        ),
        (
            "The kind of event % has to be named.", "Надо назвать вид события %.",
            "% оқиғасының түрін атау керек."
        ),
        (
            "Nothing names the kind of event: all are taken for passages; confirm.",
            "Вид события не указан: все записи считаются проездами; подтвердите.",
            "Оқиға түрі көрсетілмеген: бәрі өту деп алынады; растаңыз."
        ),
        (
            "Nothing holds serial numbers: complexes are told apart by their names.",
            "Заводских номеров нет: комплексы различаются по названию.",
            "Зауыттық нөмірлер жоқ: кешендер атауымен ажыратылады."
        ),
        (
            "Coordinates look like %: confirm.", "Координаты похожи на %: подтвердите.",
            "Координаттар % сияқты: растаңыз."
        ),
        (
            "The shipped profile % reads the file as it is.",
            "Поставляемый профиль % читает файл как есть.",
            "Жеткізілген % профилі файлды сол күйінде оқиды."
        ),
    ]
}
