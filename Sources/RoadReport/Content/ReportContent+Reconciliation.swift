import RoadModel

extension ReportContent {
    /// Every figure that stands in two places, with both values, in a fixed order.
    ///
    /// Sums over untrusted counts do not trap: they saturate, and a saturated sum disagrees.
    package func reconciliation() -> [ReconciliationLine] {
        sourceLines() + placingLines() + storeLines() + periodLines() + yearLines()
    }

    /// The lines that disagree; a report is made only when there are none.
    package func reconcile() -> [Discrepancy] { reconciliation().filter { !$0.agrees } }

    private func sourceLines() -> [ReconciliationLine] {
        sources.map { file in
            let parts = [file.accepted, file.duplicate] + file.quarantined.map(\.count)
            return ReconciliationLine(
                metric: .recordsReceived,
                subject: file.label,
                firstPlace: .sources,
                first: file.received,
                secondPlace: .parts,
                second: saturatedSum(parts)
            )
        }
    }

    private func placingLines() -> [ReconciliationLine] {
        var lines: [ReconciliationLine] = []
        for file in sources {
            guard let located = file.located else { continue }
            lines.append(
                ReconciliationLine(
                    metric: .recordsToPlace,
                    subject: file.label,
                    firstPlace: .sources,
                    first: file.accepted,
                    secondPlace: .parts,
                    second: saturatedSum(
                        [located, file.needNoPlace] + file.unlocated.map(\.count)
                    )
                )
            )
        }
        for quality in matching {
            let files = sources.filter { $0.kind == quality.kind && $0.located != nil }
            let subject = quality.kind.rawValue
            lines.append(
                ReconciliationLine(
                    metric: .recordsToPlace,
                    subject: subject,
                    firstPlace: .matching,
                    first: quality.accepted,
                    secondPlace: .sources,
                    second: saturatedSum(files.map { $0.accepted - $0.needNoPlace })
                )
            )
            lines.append(
                ReconciliationLine(
                    metric: .recordsLocated,
                    subject: subject,
                    firstPlace: .matching,
                    first: quality.located,
                    secondPlace: .sources,
                    second: saturatedSum(files.compactMap(\.located))
                )
            )
        }
        return lines
    }

    private func storeLines() -> [ReconciliationLine] {
        func accepted(_ kind: SourceKind) -> Int {
            saturatedSum(sources.filter { $0.kind == kind }.map(\.accepted))
        }
        return [
            ReconciliationLine(
                metric: .crashesStored,
                subject: "",
                firstPlace: .store,
                first: stored.crashes,
                secondPlace: .sources,
                second: accepted(.crashes)
            ),
            ReconciliationLine(
                metric: .complexRecordsStored,
                subject: "",
                firstPlace: .store,
                first: saturatedSum([stored.passages, stored.violations]),
                secondPlace: .sources,
                second: accepted(.complexes)
            ),
        ]
    }

    private func periodLines() -> [ReconciliationLine] {
        let totals: [(String, Metric, Int)] = [
            ("crashes", .crashesInPeriod, inPeriod.crashes),
            ("killed", .killedInPeriod, inPeriod.killed),
            ("injured", .injuredInPeriod, inPeriod.injured),
        ]
        var lines: [ReconciliationLine] = []
        for (measure, metric, total) in totals {
            if let change = headline.first(where: { $0.measure == measure }) {
                lines.append(
                    ReconciliationLine(
                        metric: metric,
                        subject: "",
                        firstPlace: .store,
                        first: total,
                        secondPlace: .headline,
                        second: change.after
                    )
                )
                if let earlier = comparedWith, let months = monthSum(measure, over: earlier) {
                    lines.append(
                        ReconciliationLine(
                            metric: metric,
                            subject: "",
                            period: earlier,
                            firstPlace: .headline,
                            first: change.before,
                            secondPlace: .months,
                            second: months
                        )
                    )
                }
            }
            if let months = monthSum(measure, over: period) {
                lines.append(
                    ReconciliationLine(
                        metric: metric,
                        subject: "",
                        firstPlace: .store,
                        first: total,
                        secondPlace: .months,
                        second: months
                    )
                )
            }
        }
        lines.append(
            ReconciliationLine(
                metric: .violationsInPeriod,
                subject: "",
                firstPlace: .store,
                first: inPeriod.violations,
                secondPlace: .violations,
                second: saturatedSum(violations.map(\.automatic))
            )
        )
        lines.append(
            ReconciliationLine(
                metric: .droneViolationsInPeriod,
                subject: "",
                firstPlace: .store,
                first: inPeriod.droneViolations,
                secondPlace: .violations,
                second: saturatedSum(violations.map(\.drone))
            )
        )
        lines.append(
            ReconciliationLine(
                metric: .flightsInPeriod,
                subject: "",
                firstPlace: .store,
                first: inPeriod.flights,
                secondPlace: .flights,
                second: flights.count
            )
        )
        return lines
    }

    private func yearLines() -> [ReconciliationLine] {
        let metrics: [String: Metric] = [
            "crashes": .crashesInPeriod, "killed": .killedInPeriod, "injured": .injuredInPeriod,
        ]
        var lines: [ReconciliationLine] = []
        for yearly in series where yearly.step == .year {
            guard let metric = metrics[yearly.measure] else { continue }
            for point in yearly.points {
                guard let first = CivilDate(year: point.year, month: 1, day: 1),
                    let last = CivilDate(year: point.year, month: 12, day: 31),
                    let months = monthSum(
                        yearly.measure,
                        over: ReportPeriod(first: first, last: last)
                    )
                else { continue }
                lines.append(
                    ReconciliationLine(
                        metric: metric,
                        subject: String(point.year),
                        firstPlace: .years,
                        first: point.count,
                        secondPlace: .months,
                        second: months
                    )
                )
            }
        }
        return lines
    }

    /// The sum of the months of a period, or `nil` when it is not made of whole months that are
    /// all in the monthly series.
    private func monthSum(_ measure: String, over period: ReportPeriod) -> Int? {
        guard period.first.day == 1, period.first <= period.last,
            period.last.day
                == CivilDate.days(inMonth: period.last.month, year: period.last.year),
            let monthly = series.first(where: { $0.measure == measure && $0.step == .month })
        else { return nil }
        let first = monthIndex(period.first.year, period.first.month)
        let last = monthIndex(period.last.year, period.last.month)
        let inside = monthly.points.filter { point in
            guard let month = point.month else { return false }
            return (first...last).contains(monthIndex(point.year, month))
        }
        guard inside.count == last - first + 1 else { return nil }
        return saturatedSum(inside.map(\.count))
    }
}

/// Months since year 0; saturates for years no calendar has.
private func monthIndex(_ year: Int, _ month: Int) -> Int {
    let product = year.multipliedReportingOverflow(by: 12)
    let sum = product.partialValue.addingReportingOverflow(month)
    return product.overflow || sum.overflow
        ? (year < 0 ? Int.min / 2 : Int.max / 2) : sum.partialValue
}

/// The sum, or the largest integer when it does not fit.
func saturatedSum(_ counts: [Int]) -> Int {
    var total = 0
    for count in counts {
        let (sum, overflow) = total.addingReportingOverflow(count)
        if overflow { return Int.max }
        total = sum
    }
    return total
}
