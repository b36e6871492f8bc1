import RoadLaw
import RoadModel

/// Parts of the Code, sanctions and remarks in words and as JSON.
enum LawText {
    /// What a part imposes, in words; empty when the sources do not say.
    static func sanction(_ part: OffencePart) -> String {
        let fine = part.fineIndices.map { "\($0) " + tr("MRP", ru: "МРП", kk: "АЕК") } ?? ""
        let measures = part.sanction.measures.map(measure)
            .joined(separator: tr(" and ", ru: " и ", kk: " және "))
        switch part.sanction.joint {
        case .none: return fine
        case .only: return measures
        case .or: return fine + tr(" or ", ru: " или ", kk: " не ") + measures
        case .and: return fine + tr(" and ", ru: " и ", kk: " және ") + measures
        }
    }

    private static func measure(_ measure: Sanction.Measure) -> String {
        let extent = extent(measure)
        return switch measure.kind {
        case .warning: tr("warning", ru: "предупреждение", kk: "ескерту")
        case .arrest:
            tr("arrest of \(extent)", ru: "арест \(extent)", kk: "\(extent) қамақ")
        case .arrestUpTo:
            tr("arrest up to \(extent)", ru: "арест до \(extent)", kk: "\(extent) дейін қамақ")
        case .disqualification:
            tr(
                "disqualification for \(extent)",
                ru: "лишение права управления на \(extent)",
                kk: "\(extent) жүргізу құқығынан айыру"
            )
        case .disqualificationUpTo:
            tr(
                "disqualification up to \(extent)",
                ru: "лишение права управления до \(extent)",
                kk: "\(extent) дейін жүргізу құқығынан айыру"
            )
        case .communityService:
            tr(
                "community service of \(extent)",
                ru: "общественные работы \(extent)",
                kk: "\(extent) қоғамдық жұмыс"
            )
        }
    }

    private static func extent(_ measure: Sanction.Measure) -> String {
        let amount = measure.amount
        return switch measure.unit {
        case .none: ""
        case .hours: tr("\(amount) h", ru: "\(amount) ч", kk: "\(amount) сағ")
        case .days: tr("\(amount) d", ru: "\(amount) сут.", kk: "\(amount) тәулік")
        case .months: tr("\(amount) months", ru: "\(amount) мес.", kk: "\(amount) ай")
        }
    }

    /// A remark in words.
    static func flag(_ flag: OffenceClassification.Flag) -> String {
        switch flag {
        case .belowThreshold:
            tr(
                "the excess is below the smallest one that is an offence",
                ru: "превышение меньше наказуемого",
                kk: "асыру жазаланатын шамадан аз"
            )
        case .speedMissing:
            tr(
                "speed or limit is missing",
                ru: "нет скорости или ограничения",
                kk: "жылдамдық не шектеу жоқ"
            )
        case .ambiguous:
            tr(
                "several parts may apply; an officer decides",
                ru: "подходят несколько частей; решает сотрудник",
                kk: "бірнеше бөлік сәйкес келеді; қызметкер шешеді"
            )
        case .noOffence:
            tr("a passage, no offence", ru: "проезд без нарушения", kk: "бұзушылықсыз өту")
        case .partNotInForce:
            tr(
                "no such part on that day for this kind",
                ru: "в тот день такой части для этого вида не было",
                kk: "сол күні бұл түрге мұндай бөлік болмаған"
            )
        case .inferred:
            tr(
                "assignment, day of force or amount is inferred, not read in a source",
                ru: "часть, дата вступления или размер выведены, а не прочитаны в источнике",
                kk: "бөлік, күшіне енген күн не мөлшер дереккөзден емес, жанама алынған"
            )
        case .sanctionNotStated:
            tr(
                "the sources at hand do not state the sanction of that day",
                ru: "санкция на тот день в имеющихся источниках не указана",
                kk: "сол күнгі жаза қолдағы дереккөздерде көрсетілмеген"
            )
        case .indexNotKnown:
            tr(
                "the monthly calculation index of that day is not in the pack",
                ru: "значения МРП на тот день в пакете нет",
                kk: "сол күнгі АЕК мәні бумада жоқ"
            )
        case .repeated:
            tr(
                "repeated within a year",
                ru: "повторно в течение года",
                kk: "бір жыл ішінде қайталап"
            )
        case .notAutomaticYet:
            tr(
                "complexes did not record this by themselves on that day",
                ru: "в тот день комплексы этого сами ещё не фиксировали",
                kk: "сол күні кешендер мұны өздігінен тіркемеген"
            )
        }
    }

    /// A part as JSON.
    static func tree(_ part: OffencePart) -> [String: AnalysisTree] {
        [
            "code": .text(part.code),
            "validFrom": optional(part.validFrom), "validTo": optional(part.validTo),
            "fineMRP": part.fineIndices.map { .count($0) } ?? .null,
            "sanctionJoint": .text(part.sanction.joint.rawValue),
            "sanction": .list(
                part.sanction.measures.map { measure in
                    [
                        "kind": .text(measure.kind.rawValue), "amount": .count(measure.amount),
                        "unit": .text(measure.unit.rawValue),
                    ]
                }
            ),
            "repeatOf": .list(part.repeatOf.map { .text($0) }),
            "fixation": .text(part.fixation.rawValue),
            "automaticFrom": optional(part.automaticFrom),
            "excessFromKmh": .number(part.excessFromKmh),
            "excessToKmh": .number(part.excessToKmh),
            "certainty": .text(part.certainty.rawValue),
            "text": [
                "kk": .text(part.text.kk), "ru": .text(part.text.ru), "en": .text(part.text.en),
            ],
            "source": .text(part.source), "note": .text(part.note),
        ]
    }

    /// A day as JSON.
    static func optional(_ day: CivilDate?) -> AnalysisTree {
        day.map { .text($0.description) } ?? .null
    }

    /// A whole number as JSON.
    static func optional(_ number: Int?) -> AnalysisTree { number.map { .count($0) } ?? .null }
}
