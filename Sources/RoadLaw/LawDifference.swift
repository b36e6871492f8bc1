package import RoadModel

/// What changed in the law between two days.
package struct LawDifference: Hashable, Sendable {
    /// The part.
    package var code: String
    /// The wording of the earlier day; `nil` when the part did not exist.
    package var before: OffencePart?
    /// The wording of the later day; `nil` when the part was gone.
    package var after: OffencePart?
    /// The fine before and after, tenge; `nil` where there is none or the index is unknown.
    package var fineTenge: (before: Int?, after: Int?)

    package static func == (a: LawDifference, b: LawDifference) -> Bool {
        a.code == b.code && a.before == b.before && a.after == b.after
            && a.fineTenge == b.fineTenge
    }

    /// Hashes the code, which is unique within a list.
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// Whether the wording changed, not only the value of the index.
    package var isWording: Bool { before != after }
}

extension LawPack {
    /// Parts whose wording or price differs between two days, in the order of the Code.
    package func differences(from: CivilDate, to: CivilDate) -> [LawDifference] {
        var seen: Set<String> = []
        return parts.compactMap { part in
            guard seen.insert(part.code).inserted else { return nil }
            let difference = LawDifference(
                code: part.code,
                before: self.part(part.code, on: from),
                after: self.part(part.code, on: to),
                fineTenge: (
                    price(of: part.code, on: from)?.fineTenge,
                    price(of: part.code, on: to)?.fineTenge
                )
            )
            let isSame =
                !difference.isWording && difference.fineTenge.before == difference.fineTenge.after
            return isSame ? nil : difference
        }
    }
}
