import Foundation
import RoadPipeline

/// Progress on standard error: one line rewritten in place with rate and time left on a terminal,
/// a plain line every ten seconds otherwise, nothing with `--quiet`.
final class ProgressLine: ProgressSink {
    private let label: String
    private let isQuiet: Bool
    private let start = Date()
    private var lastShown = Date.distantPast
    private var hasLine = false

    init(_ label: String, isQuiet: Bool) {
        (self.label, self.isQuiet) = (label, isQuiet)
    }

    func advance(to done: Int, of total: Int, unit: ProgressUnit) {
        guard !isQuiet else { return }
        let interval = Console.isInteractive ? 0.1 : 10
        let now = Date()
        // Nothing is shown before the first interval has passed: short work stays silent.
        guard now.timeIntervalSince(max(lastShown, start)) >= interval else { return }
        lastShown = now
        let text = line(done: done, total: total, unit: unit, now: now)
        if Console.isInteractive {
            Console.write("\r\u{1B}[K" + text, to: .standardError)
            hasLine = true
        } else {
            Console.note(text)
        }
    }

    /// Clears the line; call it before anything else is printed.
    func finish() {
        if hasLine { Console.write("\r\u{1B}[K", to: .standardError) }
        hasLine = false
    }

    private func line(done: Int, total: Int, unit: ProgressUnit, now: Date) -> String {
        let seconds = max(now.timeIntervalSince(start), 1e-3)
        let rate = Double(done) / seconds
        var text = "\(label): "
        if total > 0 { text += "\(100 * done / total) %, " }
        switch unit {
        case .bytes: text += decimal(rate / 1e6) + " MB/s"
        case .records: text += "\(Int(rate)) " + tr("records/s", ru: "записей/с", kk: "жазба/с")
        }
        if total > done, rate > 0 {
            let left = Int((Double(total - done) / rate).rounded(.up))
            text += ", " + tr("\(left) s left", ru: "осталось \(left) с", kk: "\(left) с қалды")
        }
        return text
    }

    private func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
}
