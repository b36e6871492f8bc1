/// What a part of the Code imposes beside or instead of a fine.
package struct Sanction: Hashable, Sendable {
    /// How the measures stand to the fine.
    package enum Joint: String, Sendable, Codable {
        /// There is nothing but the fine.
        case none = ""
        /// Instead of the fine.
        case or
        /// Together with the fine.
        case and
        /// There is no fine.
        case only
    }

    /// One measure with its extent.
    package struct Measure: Hashable, Sendable {
        /// The kind.
        package var kind: Kind
        /// How much, in the unit that `unit` names; 0 where the measure has no extent.
        package var amount: Int
        /// Days, hours or months.
        package var unit: Unit
    }

    /// Kinds of measures; the raw value is the word in rule packs.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// A warning.
        case warning
        /// Arrest of this length.
        case arrest
        /// Arrest of at most this length.
        case arrestUpTo = "arrest-up-to"
        /// Loss of the right to drive for this time.
        case disqualification
        /// Loss of the right to drive for at most this time.
        case disqualificationUpTo = "disqualification-up-to"
        /// Community service.
        case communityService = "community-service"
    }

    /// Units of measures; the raw value is the letter in rule packs.
    package enum Unit: String, Sendable, Codable {
        /// None.
        case none = ""
        /// Hours.
        case hours = "h"
        /// Days.
        case days = "d"
        /// Months.
        case months = "m"
    }

    /// How the measures stand to the fine.
    package var joint: Joint
    /// The measures, all of which apply together.
    package var measures: [Measure]

    /// Makes a sanction.
    package init(joint: Joint = .none, measures: [Measure] = []) {
        (self.joint, self.measures) = (joint, measures)
    }

    /// Reads the form of rule packs: measures such as `arrest:15d`, parted by spaces.
    ///
    /// - Returns: `nil` when a word is unknown.
    package init?(joint: String, measures: String) {
        guard let joint = Joint(rawValue: joint) else { return nil }
        self.joint = joint
        self.measures = []
        for word in measures.split(separator: " ") {
            let parts = word.split(separator: ":", maxSplits: 1)
            guard let kind = Kind(rawValue: String(parts[0])) else {
                // Fines of organisations are told in the note of the pack, not imposed here.
                if parts[0] == "fine-organisation" { continue }
                return nil
            }
            guard parts.count == 2 else {
                self.measures.append(Measure(kind: kind, amount: 0, unit: .none))
                continue
            }
            guard let unit = Unit(rawValue: String(parts[1].suffix(1))),
                let amount = Int(parts[1].dropLast())
            else { return nil }
            self.measures.append(Measure(kind: kind, amount: amount, unit: unit))
        }
    }
}
