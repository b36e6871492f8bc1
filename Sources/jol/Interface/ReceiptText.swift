import RoadModel
import RoadReport
import RoadStore

/// A receipt in words: what a person keeps of a received file.
enum ReceiptText {
    static func text(_ receipt: Receipt) -> String {
        var lines: [String] = []
        func line(_ label: String, _ value: String) { lines.append(label.padded(to: 16) + value) }
        line(tr("Receipt", ru: "Квитанция", kk: "Түбіртек"), "\(receipt.number)")
        line(tr("File", ru: "Файл", kk: "Файл"), receipt.name)
        line(tr("Format", ru: "Формат", kk: "Пішім"), receipt.format)
        line("SHA-256", receipt.sha256)
        line(tr("Bytes", ru: "Байт", kk: "Байт"), Say.count(receipt.bytes))
        line(tr("Received", ru: "Получен", kk: "Қабылданған"), receipt.received.description)
        line(tr("In", ru: "Записей", kk: "Жазба"), Say.count(receipt.recordsIn))
        line(tr("Accepted", ru: "Принято", kk: "Қабылданды"), Say.count(receipt.accepted))
        line(tr("Duplicate", ru: "Повторных", kk: "Қайталанған"), Say.count(receipt.duplicate))
        line(
            tr("Quarantined", ru: "В карантине", kk: "Карантинде"),
            Say.count(receipt.quarantined)
        )
        line(
            tr("Readable", ru: "Прочитано", kk: "Оқылды"),
            Say.percent((receipt.completeness * 10_000).rounded(.down) / 10_000, 2)
        )
        for (reason, count) in receipt.quarantinedByReason.sorted(by: { $0.key < $1.key }) {
            let words =
                RejectReason(rawValue: reason)
                .map { RejectWords.meaning($0)[Interface.language] } ?? ""
            line("", "\(Say.count(count)) × [\(reason)] \(words)")
        }
        if let seal = receipt.ledger {
            line(tr("Ledger entry", ru: "Запись журнала", kk: "Журнал жазбасы"), "\(seal.entry)")
        }
        for text in FlightText.briefs(receipt, most: Receipt.mostFlights) { line("", text) }
        for note in receipt.notes { line("", RejectPhrases.local(note, Interface.language)) }
        return lines.joined(separator: "\n")
    }
}
