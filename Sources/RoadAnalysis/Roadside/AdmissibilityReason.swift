package import RoadModel

/// Why a violation may not stand as evidence; the raw value is the stable code that users see.
package enum AdmissibilityReason: String, Sendable, CaseIterable {
    case fieldMissing = "EVIDENCE-MISSING"
    case deviceUnknown = "DEVICE-UNKNOWN"
    case deviceNotInForce = "DEVICE-NOT-IN-FORCE"
    case certificateMissing = "CERTIFICATE-MISSING"
    case certificateExpired = "CERTIFICATE-EXPIRED"
    case certificateNotYet = "CERTIFICATE-NOT-YET-VALID"
    case certificateMismatch = "CERTIFICATE-MISMATCH"
    case laboratoryRevoked = "LABORATORY-REVOKED"
    case testMode = "TEST-MODE"
    case clockImplausible = "CLOCK-IMPLAUSIBLE"
    case clockZone = "CLOCK-ZONE"
    case photoMissing = "PHOTO-MISSING"
    case photoHashMissing = "PHOTO-HASH-MISSING"
    case photoHashBad = "PHOTO-HASH-BAD"
    case photoHashMismatch = "PHOTO-HASH-MISMATCH"
    case photoNotStated = "PHOTO-NOT-STATED"
    case limitUnknown = "LIMIT-UNKNOWN"
    case limitMismatch = "LIMIT-MISMATCH"
    case speedNotAbove = "SPEED-NOT-ABOVE-LIMIT"
    case speedWithinError = "SPEED-WITHIN-ERROR"
    case speedBelowThreshold = "SPEED-BELOW-THRESHOLD"
    case speedImplausible = "SPEED-IMPLAUSIBLE"
    case siteMoved = "SITE-MOVED"
    case notAutomatic = "NOT-AUTOMATIC-YET"
    case plateUnreadable = "PLATE-UNREADABLE"
    case duplicate = "DUPLICATE-READ"

    /// Whether the reason alone keeps the violation from standing; others are for an officer's eye.
    package var isBlocking: Bool {
        switch self {
        case .photoNotStated, .plateUnreadable, .siteMoved: false
        default: true
        }
    }

    /// What it means.
    package func words(_ language: Language) -> String {
        switch language {
        case .en: texts.en
        case .ru: texts.ru
        case .kk: texts.kk
        }
    }

    private var texts: (en: String, ru: String, kk: String) {
        switch self {
        case .fieldMissing:
            (
                "a field that order 971 or article 31 demands is empty",
                "пусто поле, которого требуют приказ № 971 или статья 31 КоАП",
                "№ 971 бұйрық не ӘҚБтК-нің 31-бабы талап ететін өріс бос"
            )
        case .deviceUnknown:
            (
                "the complex is not in the register", "комплекса нет в реестре",
                "кешен тізілімде жоқ"
            )
        case .deviceNotInForce:
            (
                "the register says nothing of the complex on that day",
                "на этот день реестр комплекса не содержит",
                "бұл күнге тізілімде кешен туралы жазба жоқ"
            )
        case .certificateMissing:
            (
                "no verification certificate is stated", "не указано свидетельство о поверке",
                "салыстырып тексеру куәлігі көрсетілмеген"
            )
        case .certificateExpired:
            (
                "the verification certificate had expired",
                "срок свидетельства о поверке истёк",
                "салыстырып тексеру куәлігінің мерзімі өткен"
            )
        case .certificateNotYet:
            (
                "the verification certificate was not valid yet",
                "свидетельство о поверке ещё не действовало",
                "салыстырып тексеру куәлігі әлі күшіне енбеген"
            )
        case .certificateMismatch:
            (
                "the certificate differs from the register's",
                "свидетельство не совпадает с реестром", "куәлік тізілімдегіден өзгеше"
            )
        case .laboratoryRevoked:
            (
                "the laboratory had lost its accreditation",
                "лаборатория лишена аккредитации", "зертхана аккредиттеуден айырылған"
            )
        case .testMode:
            (
                "the complex worked in test mode", "комплекс работал в тестовом режиме",
                "кешен сынақ режимінде жұмыс істеген"
            )
        case .clockImplausible:
            (
                "the clock shows a time that cannot be", "часы показывают невозможное время",
                "сағат мүмкін емес уақытты көрсетеді"
            )
        case .clockZone:
            (
                "the offset is not the country's on that day",
                "смещение времени не то, что действовало в стране в этот день",
                "уақыт ығысуы сол күнгі елдің уақытына сай емес"
            )
        case .photoMissing:
            ("the photo is missing", "нет фотоматериала", "фотоматериал жоқ")
        case .photoHashMissing:
            (
                "a photo has no hash", "у фотоматериала нет хеш-суммы",
                "фотоматериалдың хеші жоқ"
            )
        case .photoHashBad:
            (
                "a photo's hash is no SHA-256", "хеш-сумма не SHA-256",
                "хеш SHA-256 емес"
            )
        case .photoHashMismatch:
            (
                "a photo is not the one that was hashed",
                "фотоматериал не совпадает с хеш-суммой", "фотоматериал хешке сай емес"
            )
        case .photoNotStated:
            (
                "the export says nothing of photos", "выгрузка не содержит сведений о фото",
                "деректе фото туралы мәлімет жоқ"
            )
        case .limitUnknown:
            (
                "the limit of the place is not known", "ограничение на месте неизвестно",
                "орындағы шектеу белгісіз"
            )
        case .limitMismatch:
            (
                "the stated limit differs from the register's",
                "указанное ограничение не совпадает с реестром",
                "көрсетілген шектеу тізілімдегіден өзгеше"
            )
        case .speedNotAbove:
            (
                "the speed is not above the limit", "скорость не выше ограничения",
                "жылдамдық шектеуден жоғары емес"
            )
        case .speedWithinError:
            (
                "the excess lies within the device's error",
                "превышение в пределах погрешности прибора", "асыру құралдың қателігі шегінде"
            )
        case .speedBelowThreshold:
            (
                "the excess is below what the Code punishes",
                "превышение меньше наказуемого по КоАП", "асыру ӘҚБтК жазалайтыннан аз"
            )
        case .speedImplausible:
            (
                "no such vehicle goes that fast", "такая скорость невозможна",
                "мұндай жылдамдық мүмкін емес"
            )
        case .siteMoved:
            (
                "the record's site is not the register's",
                "место записи не совпадает с реестром", "жазба орны тізілімдегіден өзгеше"
            )
        case .notAutomatic:
            (
                "this kind was not fixed automatically on that day",
                "в этот день такой вид не фиксировали автоматически",
                "бұл түр сол күні автоматты тіркелмеген"
            )
        case .plateUnreadable:
            (
                "the plate belongs to no known series", "знак не относится ни к одной серии",
                "нөмір ешбір серияға жатпайды"
            )
        case .duplicate:
            (
                "another read of one passage", "повторное считывание одного проезда",
                "бір өтудің қайталап оқылуы"
            )
        }
    }
}
