package import RoadModel

extension LawPack {
    /// Holds a violation against the law of its own day.
    ///
    /// Bands of excess hold their lower border: 20 km/h above the limit is [20, 40). Differences of
    /// speeds are rounded to a thousandth first, because 80.1 − 60 is not 20.1 in binary.
    package func classify(_ report: OffenceReport) -> OffenceClassification {
        var answer = OffenceClassification(candidates: [], flags: [])
        if let speed = report.speedKmh, let limit = report.limitKmh {
            answer.excessKmh = ((speed - limit) * 1000).rounded() / 1000
        }
        guard report.kind.isViolation else {
            answer.flags.append(.noOffence)
            return answer
        }
        let rules = kinds.filter { $0.kind == report.kind }
        var open = rules.compactMap { part($0.code, on: report.day) }
        if open.contains(where: { $0.excessFromKmh != nil }) {
            guard let excess = answer.excessKmh else {
                answer.flags.append(.speedMissing)
                answer.candidates = open
                return answer
            }
            open.removeAll { !$0.covers(excessKmh: excess) }
            if open.isEmpty {
                answer.flags.append(.belowThreshold)
                return answer
            }
        }
        if let named = report.namedCode {
            open.removeAll { $0.code != named }
            if open.isEmpty, let other = part(named, on: report.day), rules.isEmpty {
                open = [other]
            }
        }
        guard let base = open.first else {
            answer.flags.append(.partNotInForce)
            return answer
        }
        guard open.count == 1 else {
            answer.candidates = open
            answer.flags.append(.ambiguous)
            return answer
        }
        if rules.contains(where: { $0.code == base.code && $0.certainty != .stated }) {
            answer.flags.append(.inferred)
        }
        if let from = base.automaticFrom, report.day < from {
            answer.flags.append(.notAutomaticYet)
        }
        let chosen = repetition(of: base, report) ?? base
        if chosen != base {
            answer.basePart = base
            answer.flags.append(.repeated)
        }
        price(chosen, report, &answer)
        return answer
    }

    /// What a part costs on a day, without a violation to classify.
    package func price(of code: String, on day: CivilDate) -> OffenceClassification? {
        guard let part = part(code, on: day) else { return nil }
        var answer = OffenceClassification(candidates: [], flags: [])
        let report = OffenceReport(kind: .passage, day: day)
        price(part, report, &answer)
        return answer
    }

    private func price(
        _ part: OffencePart,
        _ report: OffenceReport,
        _ answer: inout OffenceClassification
    ) {
        answer.part = part
        switch part.certainty {
        case .stated: break
        case .inferred: if !answer.flags.contains(.inferred) { answer.flags.append(.inferred) }
        case .notStated: answer.flags.append(.sanctionNotStated)
        }
        if let index = index(on: report.day) {
            answer.indexTenge = index.tenge
            answer.fineTenge = part.fineIndices.map { $0 * index.tenge }
            // Half of an odd number of tenge is rounded in the payer's favour.
            answer.reducedFineTenge = answer.fineTenge.map {
                $0 * procedure.halfSharePercent / 100
            }
        } else if part.fineIndices != nil {
            answer.flags.append(.indexNotKnown)
        }
        guard let delivered = report.deliveredOn else { return }
        let day = delivered.daysSinceEpoch
        answer.reducedUntil = CivilDate(daysSinceEpoch: day + procedure.halfDays)
        answer.decidedOn = CivilDate(daysSinceEpoch: day + procedure.decidedDays)
    }

    /// The part that punishes the repetition, when an earlier offence is young enough.
    private func repetition(of base: OffencePart, _ report: OffenceReport) -> OffencePart? {
        parts(on: report.day).first { part in
            part.repeatOf.contains(base.code)
                && report.earlier.contains { earlier in
                    (part.repeatOf.contains(earlier.code) || earlier.code == part.code)
                        && earlier.day <= report.day
                        && report.day <= earlier.day.adding(months: procedure.repeatMonths)
                }
        }
    }
}

extension CivilDate {
    /// The same day some months later; the last day of a shorter month.
    func adding(months: Int) -> CivilDate {
        let all = year * 12 + month - 1 + months
        let (year, month) = (all / 12, all % 12 + 1)
        let last = CivilDate.days(inMonth: month, year: year)
        var result = self
        (result.year, result.month, result.day) = (year, month, min(day, last))
        return result
    }
}
