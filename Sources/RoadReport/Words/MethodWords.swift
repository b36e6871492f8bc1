package import RoadModel

/// Method notes and limits in full sentences.
package enum MethodWords {
    /// A method or definition, one or two sentences.
    package static func sentence(_ note: MethodNote, _ language: Language) -> String {
        let numbers = NumberText(language)
        func say(_ kk: String, _ ru: String, _ en: String) -> String {
            LocalizedText(kk: kk, ru: ru, en: en)[language]
        }
        func weight(_ value: Double) -> String {
            numbers.decimal(value, decimals: value == value.rounded() ? 0 : 1)
        }
        switch note {
        case .changeInterval(let level):
            let share = numbers.share(level, decimals: 0)
            return say(
                "Екі кезеңнің айырмасы: шартты биномдық mid-p аралығы, деңгейі \(share).",
                "Изменение между периодами: условный биномиальный интервал mid-p, уровень \(share).",
                "Change between periods: conditional binomial mid-p interval, level \(share)."
            )
        case .overdispersion(let phi, let source):
            let factor = numbers.decimal(phi, decimals: 2)
            let origin = phiSource(source)[language]
            return say(
                "Қорытынды дисперсия φ = \(factor) есе ұлғайтылған аралыққа сүйенеді (\(origin)).",
                "Вывод опирается на интервал с дисперсией, увеличенной в φ = \(factor) раз (\(origin)).",
                "The verdict follows the interval with variance times φ = \(factor) (\(origin))."
            )
        case .poissonBand(let level):
            let share = numbers.share(level, decimals: 0)
            return say(
                "Сандар мен жиіліктердің жолақтары: дәл Пуассон шектері (Гарвуд), деңгейі \(share).",
                "Полосы чисел и частот: точные пределы Пуассона (Гарвуд), уровень \(share).",
                "Bands of counts and rates: exact Poisson limits (Garwood), level \(share)."
            )
        case .hotspotRule(let name, let length):
            let metres = numbers.metres(length)
            return say(
                "Ошақ ережесі: \(name); жол учаскесінің ұзындығы \(metres).",
                "Правило очага: \(name); длина участка дороги \(metres).",
                "Hotspot rule: \(name); length of a road section \(metres)."
            )
        case .hotspotScore(let killed, let injured, let crash):
            let (k, i, c) = (weight(killed), weight(injured), weight(crash))
            return say(
                "Ошақтар реті: салмақталған қосынды (қаза тапқан \(k), жараланған \(i), ЖКО \(c)).",
                "Порядок очагов: взвешенная сумма (погибший \(k), раненый \(i), ДТП \(c)).",
                "Order of hotspots: weighted sum (killed \(k), injured \(i), crash \(c))."
            )
        case .manyUnits(let tested, let expected):
            let (n, m) = (
                numbers.count(tested), numbers.decimal(expected, decimals: expected < 10 ? 1 : 0)
            )
            return say(
                "Бірден \(n) учаске тексерілді; олардың шамамен \(m) кездейсоқ белгіленер еді. "
                    + "q мәні осыны ескереді (Бенджамини — Хохберг).",
                "Проверено сразу \(n) участков; около \(m) из них были бы отмечены чисто случайно. "
                    + "Значение q это учитывает (Бенджамини — Хохберг).",
                "\(n) units were tested at once; chance alone would flag about \(m). The q value "
                    + "allows for that (Benjamini–Hochberg)."
            )
        case .matching(let radius, let least):
            let (r, p) = (numbers.metres(radius), numbers.decimal(least, decimals: 2))
            return say(
                "Жазба жолға \(r) ішінде және ықтималдық кемінде \(p) болса ғана байланады.",
                "Запись привязывается к дороге в пределах \(r) и при вероятности не ниже \(p).",
                "A record is placed on a road within \(r) and with a probability of at least \(p)."
            )
        case .deathWindow(let days):
            guard let days else {
                return say(
                    "Қаза тапты деп саналатын мерзім дереккөзде көрсетілмеген.",
                    "Срок, в течение которого смерть учитывается, в источнике не указан.",
                    "The source does not state within how many days a death counts."
                )
            }
            let span = CountNoun.day.counted(days, language)
            return say(
                "ЖКО-дан кейін \(span) ішінде қайтыс болғандар қаза тапты деп саналады.",
                "Погибшим считается умерший в срок после ДТП: \(span).",
                "A death counts within \(span) after the crash."
            )
        case .other(let text): return text[language]
        }
    }

    /// Something that the figures cannot tell, one or two sentences.
    package static func sentence(_ note: LimitNote) -> LocalizedText {
        switch note {
        case .noCauses:
            LocalizedText(
                kk:
                    "Өзгеріс оның себебін көрсетпейді: бұл үшін бақылау учаскелері бар зерттеу керек.",
                ru: "Изменение не говорит о причине: для этого нужно исследование с контролем.",
                en: "A change does not tell why: that takes a study with controls."
            )
        case .lateRegistration:
            LocalizedText(
                kk: "Соңғы айлардың сандары кеш тіркелген жазбалармен әлі өсуі мүмкін.",
                ru: "Числа последних месяцев ещё могут вырасти: записи поступают с опозданием.",
                en: "Numbers of the latest months may still grow, as records arrive late."
            )
        case .noTrafficVolumes:
            LocalizedText(
                kk: "Көлік қарқындылығы белгісіз: жиілік жол километріне есептелген, "
                    + "жүрілген километрге емес.",
                ru: "Интенсивность движения неизвестна: частота дана на километр дороги, "
                    + "а не на километр пробега.",
                en: "Traffic volumes are unknown: rates are per kilometre of road, "
                    + "not per kilometre driven."
            )
        case .regressionToMean:
            LocalizedText(
                kk: "Нашар жыл бойынша таңдалған орындар келесі жылы өздігінен жақсаруы мүмкін.",
                ru:
                    "Места, отобранные по плохому году, на следующий год улучшаются и сами по себе.",
                en: "Places chosen for a bad year tend to improve by themselves the year after."
            )
        case .unlocatedMissing:
            LocalizedText(
                kk: "Жолға байланбаған жазбалар картаға да, ошақтарға да кірмейді.",
                ru: "Записи без привязки к дороге не входят ни в карту, ни в очаги.",
                en: "Records without a place are neither on the map nor in the hotspots."
            )
        case .violationsFollowDevices:
            LocalizedText(
                kk: "Құқық бұзушылық саны құрылғылардың қайда тұрғанына және қанша жұмыс "
                    + "істегеніне тәуелді.",
                ru: "Число нарушений зависит от того, где стоят устройства и сколько они работали.",
                en: "The number of violations depends on where devices stand and how long they "
                    + "worked."
            )
        case .other(let text): text
        }
    }

    /// Where a variance factor comes from, by its name in `TrendChange.phiSource`.
    package static func phiSource(_ source: String) -> LocalizedText {
        if let (first, second) = parted(source) {
            let (a, b) = (phiSource(first), phiSource(second))
            return LocalizedText(
                kk: "\(a[.kk]) және \(b[.kk])",
                ru: "\(a[.ru]) и \(b[.ru])",
                en: "\(a[.en]) and \(b[.en])"
            )
        }
        let years = source.split(separator: " ").compactMap { Int($0) }.first ?? 0
        return switch source {
        case "deaths per crash":
            LocalizedText(
                kk: "бір ЖКО-да қаза тапқандар саны бойынша",
                ru: "по числу погибших в одном ДТП",
                en: "from deaths per crash"
            )
        case "mean deaths per crash":
            LocalizedText(
                kk: "бір ЖКО-да қаза тапқандардың орташа саны бойынша",
                ru: "по среднему числу погибших в одном ДТП",
                en: "from the mean deaths per crash"
            )
        case "published deaths per crash":
            LocalizedText(
                kk: "бір ЖКО-да зардап шеккендердің жарияланған саны бойынша",
                ru: "по опубликованному числу пострадавших в одном ДТП",
                en: "from published figures of people per crash"
            )
        case "given":
            LocalizedText(kk: "параметр ретінде берілген", ru: "задано параметром", en: "given")
        case "assumed 1":
            LocalizedText(kk: "1 деп алынған", ru: "принято равным 1", en: "assumed to be 1")
        case let history where history.hasPrefix("history of "):
            LocalizedText(
                kk: "\(years) жыл бойынша",
                ru: "по ряду за \(years) лет",
                en: "from a history of \(years) years"
            )
        default: LocalizedText(same: source)
        }
    }

    /// Two origins joined by "and".
    private static func parted(_ source: String) -> (String, String)? {
        let words = source.split(separator: " ")
        guard let place = words.firstIndex(of: "and"), place > 0, place + 1 < words.count else {
            return nil
        }
        return (
            words[..<place].joined(separator: " "), words[(place + 1)...].joined(separator: " ")
        )
    }
}
