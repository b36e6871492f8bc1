import RoadAnalysis
import RoadModel
import RoadPipeline

/// An explanation for machines and for a person.
enum ExplanationText {
    static func tree(_ found: Explanation, _ drawing: RankOptions) -> [String: AnalysisTree] {
        let screening = found.screening
        let site = found.site
        let estimate = screening.estimates[site]
        return [
            "id": .text(screening.sites.ids[site]),
            "observed": .number(screening.observed[site]),
            "years": .number(screening.years[site]),
            "length": .number(screening.length[site]),
            "predicted": screening.model == nil ? .null : .number(estimate?.predicted),
            "expected": [
                "value": .number(estimate?.expected), "lower": .number(estimate?.lower),
                "upper": .number(estimate?.upper), "level": .number(0.9),
            ],
            "excess": screening.model == nil ? .null : .number(estimate?.excess),
            "worseThanPeers": .number(estimate?.worseThanPeers),
            "exposure": exposure(found),
            "rank": rank(found, drawing),
            "crashes": .list(
                found.crashes.map { crash in
                    .object(Dictionary(crash.map { ($0.role, AnalysisTree.text($0.text)) }) { $1 })
                }
            ),
            "profile": .object(
                Dictionary(
                    found.profile.map { entry in
                        (
                            entry.attribute,
                            AnalysisTree.list(
                                entry.values.map {
                                    [
                                        "value": .text($0.value),
                                        "label": .text(CrashVocabulary.say($0.value)),
                                        "count": .count($0.count),
                                    ]
                                }
                            )
                        )
                    }
                ) { $1 }
            ),
            "overRepresented": .list(found.traits.prefix(30).map(tree)),
            "sensitivity": .list(
                found.sensitivities.map {
                    [
                        "kind": .text($0.kind), "choice": .text($0.choice),
                        "label": .text($0.words), "rank": .count($0.rank),
                    ]
                }
            ),
            "countermeasures": .list(found.candidates.map { tree($0, found.values) }),
            "values": [
                "set": .text(found.values.name), "source": .text(found.values.source),
                "currency": .text(found.values.currency),
            ],
            "violations": violations(found),
            "flags": SiteAnswer.tree(screening.flags),
        ]
    }

    private static func exposure(_ found: Explanation) -> AnalysisTree {
        let screening = found.screening
        let age =
            found.trafficYear.flatMap { year in found.lastYear.map { $0 - year } }
        return [
            "aadt": .number(screening.aadt[found.site]),
            "aadtSD": .number(found.trafficDeviation),
            "aadtYear": .number(found.trafficYear), "ageYears": .number(age),
            "droneMinutes": .number(found.droneMinutes),
            "millionVehicleLengths": .number(screening.exposure[found.site]),
            "basis": .text(
                screening.sites.aadt != nil
                    ? "vehicle" : screening.sites.length != nil ? "length" : "site"
            ),
            "why": .text(exposureWords(found)),
            "recorded": found.recorded.map {
                [
                    "vehiclesPerDay": .number($0.perDay), "sd": .number($0.deviation),
                    "days": .count($0.days), "complexes": .count($0.complexes),
                    "lastDay": .text("\($0.last)"),
                    "ageYears": .number(ageYears(of: $0.last.year, found)),
                ]
            } ?? .null,
        ]
    }

    /// The traffic count with its spread and age.
    private static func trafficWords(_ found: Explanation) -> String? {
        let aadt = found.screening.aadt[found.site]
        guard aadt.isFinite, aadt > 0 else { return nil }
        var words =
            tr("AADT ", ru: "интенсивность ", kk: "қарқын ") + Say.decimal(aadt, 0)
        if let deviation = found.trafficDeviation { words += " ± " + Say.decimal(deviation, 0) }
        words += tr(" vehicles a day", ru: " авт./сут", kk: " көлік/тәул.")
        guard let year = found.trafficYear else { return words }
        words += tr(", counted in ", ru: ", учёт ", kk: ", есеп жылы ") + "\(Int(year))"
        guard let last = found.lastYear, last > year else { return words }
        let age = Say.decimal(last - year, 0)
        return words
            + tr(
                ", \(age) years before the last crashes",
                ru: ", за \(age) г. до последних ДТП",
                kk: ", соңғы ЖКО-дан \(age) жыл бұрын"
            )
    }

    private static func ageYears(of year: Int, _ found: Explanation) -> Double? {
        found.lastYear.map { $0 - Double(year) }
    }

    private static func recordedWords(_ traffic: RecordedTraffic) -> String {
        let mean = Say.decimal(traffic.perDay, 1)
        let spread = traffic.deviation.map { " ± \(Say.decimal($0, 1))" } ?? ""
        return tr(
            "complexes here (\(traffic.complexes)) recorded \(mean)\(spread) vehicles a day on "
                + "\(traffic.days) days, last on \(traffic.last): traffic is at least that",
            ru: "комплексы здесь (\(traffic.complexes)) записали \(mean)\(spread) авт./сут за "
                + "\(traffic.days) дн., последний \(traffic.last): интенсивность не меньше",
            kk: "мұндағы АПК (\(traffic.complexes)) \(traffic.days) күнде тәулігіне "
                + "\(mean)\(spread) көлік жазды, соңғысы \(traffic.last): қарқын одан кем емес"
        )
    }

    private static func violationWords(_ found: Explanation) -> String? {
        guard let violations = found.violations else { return nil }
        let kinds = violations.kinds.prefix(5)
            .map { "\(CrashVocabulary.say($0.0)) \($0.1)" }.joined(separator: ", ")
        var line =
            tr("violations ", ru: "нарушений ", kk: "бұзушылық ") + Say.count(violations.count)
        if !kinds.isEmpty { line += ": \(kinds)" }
        if let excess = violations.meanExcess {
            line += tr(
                "; on average \(Say.decimal(excess, 1)) km/h over the limit",
                ru: "; в среднем на \(Say.decimal(excess, 1)) км/ч выше предела",
                kk: "; шектен орташа \(Say.decimal(excess, 1)) км/сағ артық"
            )
        }
        return line
    }

    private static func exposureWords(_ found: Explanation) -> String {
        if found.screening.sites.aadt != nil {
            return found.trafficYear == nil
                ? tr(
                    "per vehicle; the age of the traffic count is not known",
                    ru: "на автомобиль; возраст учёта интенсивности неизвестен",
                    kk: "көлікке; қарқын есебінің жасы белгісіз"
                )
                : tr("per vehicle", ru: "на автомобиль", kk: "көлікке")
        }
        return found.screening.sites.length != nil
            ? tr(
                "per length: the table has no traffic",
                ru: "на длину: интенсивности в таблице нет",
                kk: "ұзындыққа: кестеде қарқын жоқ"
            )
            : tr(
                "per site: the table has neither traffic nor length",
                ru: "на участок: нет ни интенсивности, ни длины",
                kk: "учаскеге: қарқын да, ұзындық та жоқ"
            )
    }

    private static func rank(_ found: Explanation, _ drawing: RankOptions) -> AnalysisTree {
        guard let place = found.place else { return .null }
        let draws = found.ranking.draws
        let interval = draws.sites.indices.contains(place) ? draws.sites[place] : nil
        return [
            "by": .text(found.ranking.measure.rawValue),
            "rank": .count(draws.point[draws.order[place]]), "of": .count(draws.order.count),
            "mean": .number(interval?.mean),
            "lower": interval.map { .count($0.lower) } ?? .null,
            "upper": interval.map { .count($0.upper) } ?? .null,
            "level": .number(drawing.level), "pTop": .number(interval?.inTop),
            "top": .count(drawing.top),
            "group": found.ranking.groups.indices.contains(place)
                ? .count(found.ranking.groups[place].group) : .null,
        ]
    }

    private static func tree(_ trait: Explanation.Trait) -> AnalysisTree {
        [
            "attribute": .text(trait.attribute), "value": .text(trait.value),
            "label": .text(CrashVocabulary.say(trait.value)),
            "count": .number(trait.site.special), "of": .number(trait.site.total),
            "share": .number(trait.site.share), "lower": .number(trait.site.lower),
            "upper": .number(trait.site.upper), "referenceShare": .number(trait.reference),
            "probabilityAbove": .number(trait.site.probability), "q": .number(trait.q),
        ]
    }

    private static func tree(
        _ candidate: Explanation.Candidate,
        _ values: CrashValues
    ) -> AnalysisTree {
        let measure = candidate.measure
        let weighed = candidate.weighed
        return [
            "id": .text(measure.id),
            "name": .text(measure.names[Interface.language.rawValue] ?? measure.id),
            "reason": .text(candidate.reason), "cmf": .number(measure.factor.value),
            "cmfLower": .number(measure.factor.lower), "cmfUpper": .number(measure.factor.upper),
            "source": .text(measure.source), "confidence": .text(measure.confidence),
            "lifeYears": .number(measure.life), "benefit": .number(weighed.benefit),
            "benefitLower": .number(weighed.benefitLower),
            "benefitUpper": .number(weighed.benefitUpper),
            "cost": candidate.hasCost ? .number(weighed.cost) : .null,
            "bcr": candidate.hasCost ? .number(weighed.ratio) : .null,
            "bcrLower": candidate.hasCost && weighed.cost > 0
                ? .number(weighed.benefitLower / weighed.cost) : .null,
            "bcrUpper": candidate.hasCost && weighed.cost > 0
                ? .number(weighed.benefitUpper / weighed.cost) : .null,
        ]
    }

    private static func violations(_ found: Explanation) -> AnalysisTree {
        guard let violations = found.violations else { return .null }
        return [
            "count": .count(violations.count),
            "kinds": .list(
                violations.kinds.map {
                    [
                        "value": .text($0.0), "label": .text(CrashVocabulary.say($0.0)),
                        "count": .count($0.1),
                    ]
                }
            ),
            "meanKilometresPerHourOverLimit": .number(violations.meanExcess),
        ]
    }

    static func text(_ found: Explanation, _ drawing: RankOptions) -> String {
        let screening = found.screening
        let id = screening.sites.ids[found.site]
        var lines = [id, ""]
        if let estimate = screening.estimates[found.site] {
            lines.append(
                tr("crashes ", ru: "ДТП ", kk: "ЖКО ")
                    + Say.decimal(screening.observed[found.site], 0)
                    + tr(", expected ", ru: ", ожидается ", kk: ", күтіледі ")
                    + "\(Say.decimal(estimate.expected, 2)) "
                    + "(\(Say.decimal(estimate.lower, 2)) … \(Say.decimal(estimate.upper, 2)))"
            )
        }
        lines.append(exposureWords(found))
        if let words = trafficWords(found) { lines.append(words) }
        if let minutes = found.droneMinutes {
            lines.append(
                tr("drone observation: ", ru: "наблюдение дроном: ", kk: "дрон бақылауы: ")
                    + Say.decimal(minutes, 0) + tr(" min", ru: " мин", kk: " мин")
            )
        }
        if let recorded = found.recorded { lines.append(recordedWords(recorded)) }
        if let words = violationWords(found) { lines.append(words) }
        if let place = found.place {
            let draws = found.ranking.draws
            var line =
                tr("rank ", ru: "ранг ", kk: "орын ")
                + "\(draws.point[draws.order[place]]) / \(draws.order.count)"
            if draws.sites.indices.contains(place) {
                let interval = draws.sites[place]
                line += " (\(interval.lower)–\(interval.upper), \(Say.percent(drawing.level, 0)))"
            }
            lines.append(line)
        }
        for entry in found.profile where !entry.values.isEmpty {
            let values = entry.values.prefix(5).map {
                "\(CrashVocabulary.say($0.value)) \($0.count)"
            }
            lines.append(
                "\(CrashVocabulary.label(entry.attribute)): \(values.joined(separator: ", "))"
            )
        }
        for trait in found.traits.prefix(3) where trait.site.probability > 0.8 {
            lines.append(
                tr("over-represented: ", ru: "избыток: ", kk: "артық: ")
                    + "\(CrashVocabulary.label(trait.attribute)) – \(CrashVocabulary.say(trait.value)): "
                    + "\(Say.percent(trait.site.share)) "
                    + "(\(Say.percent(trait.site.lower)) … \(Say.percent(trait.site.upper))), "
                    + tr("peers ", ru: "в среднем ", kk: "орташа ")
                    + Say.percent(trait.reference)
            )
        }
        for sensitivity in found.sensitivities {
            lines.append(
                "\(sensitivity.words): "
                    + tr("rank ", ru: "ранг ", kk: "орын ") + "\(sensitivity.rank)"
            )
        }
        for candidate in found.candidates.prefix(5) {
            let name = candidate.measure.names[Interface.language.rawValue] ?? candidate.measure.id
            var line =
                "\(name): CMF \(Say.decimal(candidate.measure.factor.value, 2)) "
                + "(\(Say.decimal(candidate.measure.factor.lower, 2)) … "
                + "\(Say.decimal(candidate.measure.factor.upper, 2)))"
            if candidate.hasCost, let ratio = candidate.weighed.ratio {
                let (low, high) = (candidate.weighed.benefitLower, candidate.weighed.benefitUpper)
                let cost = candidate.weighed.cost
                line += ", B/C \(Say.decimal(ratio, 2)) (\(Say.decimal(low / cost, 2)) … "
                line += "\(Say.decimal(high / cost, 2)))"
            }
            lines.append(line)
        }
        for crash in found.crashes {
            lines.append(
                crash.filter { !$0.text.isEmpty }.map {
                    "\(CrashVocabulary.label($0.role)) \(CrashVocabulary.say($0.text))"
                }
                .joined(separator: ", ")
            )
        }
        return lines.map(TerminalTable.harmless).joined(separator: "\n")
    }
}
