package import RoadModel

/// What a record should have held and how it may be mended, in the reader's language.
///
/// Readers write English phrases beside the values that they found; a phrase that is listed here is
/// said in Kazakh and Russian, any other stays as it is.
package enum RejectPhrases {
    /// The phrase in a language.
    package static func local(_ text: String, _ language: Language) -> String {
        guard language != .en, !text.isEmpty else { return text }
        for phrase in everything {
            guard let parts = captured(text, phrase.en) else { continue }
            var pieces = (language == .ru ? phrase.ru : phrase.kk)
                .split(separator: "%", omittingEmptySubsequences: false).map(String.init)[...]
            var words = pieces.popFirst() ?? ""
            for (part, piece) in zip(parts, pieces) { words += local(part, language) + piece }
            return words
        }
        return text
    }

    /// What stands in the places of `%`; `nil` when the text is another one.
    private static func captured(_ text: String, _ pattern: String) -> [String]? {
        let fixed = pattern.split(separator: "%", omittingEmptySubsequences: false)
        guard text.hasPrefix(fixed[0]), text.hasSuffix(fixed[fixed.count - 1]) else { return nil }
        var rest = text.dropFirst(fixed[0].count)
        var parts: [String] = []
        for (row, piece) in fixed.enumerated().dropFirst() {
            if row == fixed.count - 1 {
                guard rest.hasSuffix(piece) else { return nil }
                parts.append(String(rest.dropLast(piece.count)))
                rest = rest.suffix(piece.count)
                continue
            }
            guard let place = rest.firstRange(of: piece) else { return nil }
            parts.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return fixed.count == 1 && !rest.isEmpty ? nil : parts
    }

    private static let everything =
        all + notes + flightPlaces + flightHeights + flightTimes + flightDamage

    private static let all: [(en: String, ru: String, kk: String)] = [
        (
            "PASSAGE or the code of a violation, for example SPEED_INSTANT",
            "PASSAGE или код нарушения, например SPEED_INSTANT",
            "PASSAGE не бұзушылық коды, мысалы SPEED_INSTANT"
        ),
        (
            "RFC 3339 such as 2026-11-23T09:15:02+05:00, or dd.MM.yyyy HH:mm:ss",
            "время вида 2026-11-23T09:15:02+05:00 или дд.ММ.гггг ЧЧ:мм:сс",
            "2026-11-23T09:15:02+05:00 не кк.АА.жжжж СС:мм:сс түріндегі уақыт"
        ),
        (
            "UTC − RealUTC to be a zone's offset", "UTC − RealUTC равно смещению пояса",
            "UTC − RealUTC белдеу ығысуына тең"
        ),
        ("UTF-8", "UTF-8", "UTF-8"),
        ("XML with every tag closed", "XML, где закрыты все теги", "барлық тегі жабылған XML"),
        ("% may be meant", "возможно, имелось в виду %", "мүмкін % болар"),
        ("%, or correct the counts", "% либо исправьте числа", "% не сандарды түзетіңіз"),
        (
            "% fields as in the header", "% полей, как в заголовке",
            "тақырыптағыдай % өріс"
        ),
        ("a JSON object in UTF-8", "объект JSON в UTF-8", "UTF-8 кодтамасындағы JSON объектісі"),
        ("a JSON object", "объект JSON", "JSON объектісі"),
        (
            "a closing quote within the record", "закрывающая кавычка внутри записи",
            "жазба ішіндегі жабатын тырнақша"
        ),
        (
            "a date such as 2027-03-14 or 14.03.2027", "дата вида 2027-03-14 или 14.03.2027",
            "2027-03-14 не 14.03.2027 түріндегі күн"
        ),
        ("a day from 1990-01-01 on", "день не ранее 1990-01-01", "1990-01-01 немесе кейінгі күн"),
        (
            "a decimal number such as 53.512345 or 53,512345",
            "десятичное число вида 53.512345 или 53,512345",
            "53.512345 не 53,512345 түріндегі ондық сан"
        ),
        ("a lane counted from 1", "полоса, счёт с 1", "1-ден саналған жолақ"),
        ("a lane in [1, 30]", "полоса от 1 до 30", "1-ден 30-ға дейінгі жолақ"),
        ("a number in [0, 999]", "число от 0 до 999", "0-ден 999-ға дейінгі сан"),
        ("a place in %", "место в: %", "мына жердегі орын: %"),
        ("a place other than 0, 0", "место, отличное от 0, 0", "0, 0 емес орын"),
        (
            "a record of at most % bytes", "запись не длиннее % байт", "% байттан аспайтын жазба"
        ),
        (
            "a severity that agrees with % killed and % injured",
            "тяжесть, согласная с числом погибших % и раненых %",
            "қаза болған % және жараланған % адамға сай ауырлық"
        ),
        (
            "a time that % showed once; clocks went back and showed it twice",
            "время, которое в % было один раз; часы перевели назад, и оно было дважды",
            "% бойынша бір рет болған уақыт; сағат кері жылжытылып, бұл уақыт екі рет болған"
        ),
        ("a traffic event", "дорожное событие", "жол оқиғасы"),
        ("a value", "значение", "мән"),
        (
            "a whole JSON record of at most % MiB", "целая запись JSON не больше % МиБ",
            "% МиБ-тан аспайтын толық JSON жазбасы"
        ),
        ("a whole number", "целое число", "бүтін сан"),
        ("an event as Dahua writes it", "событие в записи Dahua", "Dahua жазатын оқиға"),
        (
            "an offset in the time: the rules of % are known from 2004-10-31 on",
            "смещение во времени: правила пояса % известны с 2004-10-31",
            "уақыттағы ығысу: % ережелері 2004-10-31 бастап белгілі"
        ),
        (
            "an offset such as +05:00 in the time, or a zone for the whole file",
            "смещение вида +05:00 в самом времени или пояс для всего файла",
            "уақыттың өзінде +05:00 түріндегі ығысу не бүкіл файлға белдеу"
        ),
        (
            "at most % children, the number of killed and injured",
            "не больше % детей: столько погибших и раненых",
            "% баладан аспайды: қаза болғандар мен жараланғандар саны"
        ),
        (
            "at most %, the people that the card lists",
            "не больше %: столько людей в карточке", "%-дан аспайды: карточкадағы адам саны"
        ),
        (
            "coordinates of the system that the profile declares",
            "координаты в системе, указанной в профиле", "профильде көрсетілген жүйедегі координат"
        ),
        (
            "coordinates that the declared system has a place for",
            "координаты, допустимые в указанной системе",
            "көрсетілген жүйеде мүмкін координаттар"
        ),
        ("correct the counts", "исправьте числа", "сандарды түзетіңіз"),
        (
            "days from the crash to the death, 0 to 3650", "дней от ДТП до смерти, от 0 до 3650",
            "ЖКО-дан қайтыс болғанға дейінгі күн, 0-ден 3650-ге дейін"
        ),
        (
            "degrees clockwise from north in [0, 360)",
            "градусы по часовой стрелке от севера, [0, 360)",
            "солтүстіктен сағат тілімен градус, [0, 360)"
        ),
        (
            "fatal, serious, slight, damage_only, their Russian or Kazakh names, or 1, 2, 3",
            "fatal, serious, slight, damage_only, их русские или казахские названия либо 1, 2, 3",
            "fatal, serious, slight, damage_only, олардың орысша не қазақша атаулары не 1, 2, 3"
        ),
        (
            "inside latitude % to %, longitude % to %", "внутри широт %–% и долгот %–%",
            "ендік %–% пен бойлық %–% ішінде"
        ),
        ("kilometres per hour in [0, 400]", "км/ч от 0 до 400", "0-ден 400-ге дейінгі км/сағ"),
        (
            "latitude first, longitude second", "сначала широта, затем долгота",
            "алдымен ендік, кейін бойлық"
        ),
        (
            "latitude in [-90, 90], longitude in [-180, 180]",
            "широта от −90 до 90, долгота от −180 до 180", "ендік −90…90, бойлық −180…180"
        ),
        (
            "leave both fields empty if the place is unknown",
            "оставьте оба поля пустыми, если место неизвестно",
            "орын белгісіз болса, екі өрісті де бос қалдырыңыз"
        ),
        ("metres, 0 or more", "метры, от 0", "метр, 0 не көп"),
        (
            "name the zone, for example Asia/Almaty", "укажите пояс, например Asia/Almaty",
            "белдеуді көрсетіңіз, мысалы Asia/Almaty"
        ),
        (
            "no later than %, when the file was received", "не позже %, когда получен файл",
            "файл қабылданған %-дан кеш емес"
        ),
        ("production or test", "production (штатный) или test (тест)", "production не test"),
        (
            "receive the file again; it breaks off here",
            "получите файл заново: здесь он обрывается",
            "файлды қайта алыңыз: осы жерде үзілген"
        ),
        ("take the card without this age", "принять без этого возраста", "осы жассыз қабылдау"),
        ("take the person without the age", "принять без этого возраста", "осы жассыз қабылдау"),
        (
            "the closing brace of the event", "закрывающая скобка события",
            "оқиғаның жабатын жақшасы"
        ),
        (
            "the closing brace of the object", "закрывающая скобка объекта",
            "объектінің жабатын жақшасы"
        ),
        (
            "the record's end tag before the next record", "закрывающий тег записи до следующей",
            "келесі жазбаға дейінгі жабатын тег"
        ),
        ("whole years in [0, 122]", "полных лет от 0 до 122", "0-ден 122-ге дейінгі толық жас"),
        (
            "write the offset that was valid then", "укажите смещение, которое тогда действовало",
            "сол кездегі ығысуды жазыңыз"
        ),
        (
            "write the offset: % before the change, % after it",
            "укажите смещение: % до перевода часов, % после",
            "ығысуды жазыңыз: ауысқанға дейін %, кейін %"
        ),
        ("yes or no", "да или нет", "иә не жоқ"),
        (
            "The ring touches itself at % %; a loop of % points became a ring of its own.",
            "кольцо касается себя в точке %, %; петля из % точек стала отдельным кольцом.",
            "сақина өзіне %, % нүктесінде жанасады; % нүктелі ілмек бөлек сақина болды."
        ),
        ("%: latitude %, longitude %", "%: широта %, долгота %", "%: ендік %, бойлық %"),
    ]
}
