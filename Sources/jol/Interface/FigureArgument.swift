import ArgumentParser
import RoadAnalysis

/// A figure as people print it: `2 579`, `2,579`, `12,7`, `1366`.
struct FigureArgument: ExpressibleByArgument {
    let value: Double

    /// The figure as a count; `nil` when it is none.
    var count: Int? { value == value.rounded() && value.magnitude < 9e15 ? Int(value) : nil }

    init?(argument: String) {
        var text = ""
        for character in argument {
            switch character {
            case " ", "\u{A0}", "\u{202F}", "'", "%": continue
            case "\u{2212}", "\u{2013}": text.append("-")
            default: text.append(character)
            }
        }
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        // Three digits after every comma are groups of a whole number, anything else a decimal.
        let isGrouped =
            groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 && Int($0) != nil }
            && Int(groups[0]) != nil
        text = isGrouped ? groups.joined() : text.replacing(",", with: ".")
        guard let value = Double(text), value.isFinite, !text.contains(where: \.isLetter)
        else { return nil }
        self.value = value
    }
}

/// A percentage as somebody printed it, with its digits.
struct PercentArgument: ExpressibleByArgument {
    let percent: PublishedPercent

    init?(argument: String) {
        guard let percent = PublishedPercent(argument) else { return nil }
        self.percent = percent
    }
}

/// A part of a whole with its printed share: `428:79`, `428=79%`.
struct PartArgument: ExpressibleByArgument {
    let part: PublishedClaim.Part

    init?(argument: String) {
        let pieces = argument.split(whereSeparator: { ":=@".contains($0) }).map(String.init)
        guard pieces.count == 2, let count = FigureArgument(argument: pieces[0])?.count, count >= 0,
            let share = PublishedPercent(pieces[1]), share.value >= 0
        else { return nil }
        part = PublishedClaim.Part(count: count, share: share)
    }
}
