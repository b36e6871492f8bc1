import Foundation
package import RoadIngest
package import RoadModel
package import RoadStore

/// Takes crash cards out of the quarantine: under a repair that a person confirmed, or because they
/// can be read now that an option, a border or the network is there.
package enum QuarantineRepair {
    /// Repairs or retries records of crash files.
    ///
    /// - Parameters:
    ///   - store: Opened for writing.
    ///   - records: Open records of the quarantine.
    ///   - rules: Repairs that a person confirmed; empty for a retry.
    ///   - who: Who confirmed it.
    ///   - why: Why.
    ///   - isTrial: Whether everything is done and then taken back.
    ///   - change: Changes the options under which the file was read first.
    /// - Returns: What became of each record that could be read.
    /// - Throws: `.badArgument` for records of another kind of file, and what reading throws.
    package static func run(
        _ store: Store,
        records: [QuarantinedRecord],
        rules: Set<RepairRule>,
        who: String,
        why: String,
        isTrial: Bool,
        _ change: (inout CrashReading) -> Void = { _ in }
    ) throws(IntakeError) -> [RepairOutcome] {
        var outcomes: [RepairOutcome] = []
        let byReceipt = Dictionary(grouping: records, by: \.receipt)
        for receipt in byReceipt.keys.sorted() {
            let mine = byReceipt[receipt] ?? []
            let first = ReadingRecord.read(try store.readingOptions(ofReceipt: receipt))
            var reading = try CrashReading(first)
            change(&reading)
            var record = reading.record
            record.repairs = rules.isEmpty ? nil : rules.map(\.rawValue).sorted()
            let order = RepairOrder(
                receipt: receipt,
                records: mine.map(\.number),
                rules: record.text,
                who: who,
                why: why
            )
            outcomes += try run(
                order,
                objects: ObjectStore(workspace: store.workspace),
                store,
                isTrial: isTrial
            )
        }
        return outcomes
    }

    /// Carries out an order, anew or as the ledger has it.
    static func run(
        _ order: RepairOrder,
        objects: ObjectStore,
        _ store: Store,
        isTrial: Bool
    ) throws(IntakeError) -> [RepairOutcome] {
        let record = ReadingRecord.read(order.rules)
        let receipts = try store.receipts(kind: .crashes)
        guard let receipt = receipts.first(where: { $0.number == order.receipt }) else {
            throw IntakeError(
                .badArgument,
                subject: "receipt \(order.receipt)",
                detail: "Only records of crash files can be repaired or read again here.",
                remedy: "Mend other files at their source and take them in anew."
            )
        }
        var options = try CrashReading(record).options(
            receipt.name,
            receivedAt: receipt.received,
            regions: try FileIntake.outlines(store)
        )
        options.repairs = Set((record.repairs ?? []).compactMap { RepairRule(rawValue: $0) })
        let copy = try objects.open(ContentDigest(hex: receipt.sha256))
        let wanted = Set(order.records)
        let open = try store.quarantined(intake: order.receipt, isOpen: true, limit: Int(Int32.max))
            .filter { wanted.contains($0.number) }
        let places = Set(open.map(\.place))
        var crashes: [SourcePlace: Crash] = [:]
        _ = try FileIntake.readCards(copy.path, options, in: store.workspace) {
            batch throws(IntakeError) in
            for crash in batch.crashes where places.contains(crash.place) {
                crashes[crash.place] = crashes[crash.place] ?? crash
            }
        }
        return try store.repair(order, software: Software.name, isTrial: isTrial) {
            open.compactMap { record in crashes[record.place].map { (record, $0) } }
        }
    }
}
