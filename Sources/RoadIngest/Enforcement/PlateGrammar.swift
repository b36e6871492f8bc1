/// What series a registration plate belongs to, by its shape alone.
///
/// Kazakhstan: 2012 series `NNN LLL RR`, of legal entities also `NNN LL RR`, RR a region 01 to 20;
/// 1993 series `L NNN LLL` and `L NNN LL`. Neighbours' shapes are those of their current series.
package enum PlateGrammar {
    /// A series.
    package enum Series: String, Sendable, CaseIterable {
        /// Kazakhstan, since 2012, a person's.
        case kz2012 = "KZ-2012"
        /// Kazakhstan, since 2012, a legal entity's.
        case kz2012Entity = "KZ-2012-ENTITY"
        /// Kazakhstan, 1993 to 2012.
        case kz1993 = "KZ-1993"
        /// Kazakhstan's shape with a region that does not exist.
        case kzRegion = "KZ-REGION-UNKNOWN"
        /// Russia: `L NNN LL RR(R)`.
        case russia = "RU"
        /// Kyrgyzstan: `RR NNN LLL` with `KG` in front, after the region, or not.
        case kyrgyzstan = "KG"
        /// Uzbekistan: `RR L NNN LL` or `RR NNN LLL`.
        case uzbekistan = "UZ"
        /// None of these.
        case unknown = "UNKNOWN"
    }

    /// The series of a plate in the one spelling that `PlateText` gives.
    package static func series(of plate: String) -> Series {
        // A digit is `9`, a letter `A`; anything else has no series.
        var shape = ""
        for scalar in plate.unicodeScalars {
            switch scalar {
            case "0"..."9": shape.append("9")
            case "A"..."Z": shape.append("A")
            default: return .unknown
            }
        }
        switch shape {
        case "999AAA99": return isRegion(plate.suffix(2)) ? .kz2012 : .kzRegion
        case "999AA99": return isRegion(plate.suffix(2)) ? .kz2012Entity : .kzRegion
        case "A999AAA": return .kz1993
        case "A999AA": return .kz1993
        case "A999AA99", "A999AA999": return .russia
        case "99A999AA": return .uzbekistan
        // Both neighbours write region, three digits, three letters; 01 to 09 are Kyrgyzstan's.
        case "99999AAA": return plate.hasPrefix("0") ? .kyrgyzstan : .uzbekistan
        case "99AA999AAA":
            return plate.dropFirst(2).hasPrefix("KG") ? .kyrgyzstan : .unknown
        case "AA99999AAA": return plate.hasPrefix("KG") ? .kyrgyzstan : .unknown
        default: return .unknown
        }
    }

    /// The plate with letters that a camera took for digits, or the reverse, put right where
    /// Kazakhstan's 2012 series leaves no doubt; `nil` when that gives no plate of the series.
    package static func proposal(for plate: String) -> String? {
        let letters = Array(plate)
        guard letters.count == 8 else { return nil }
        let toDigit: [Character: Character] = ["O": "0", "I": "1", "B": "8", "Z": "2", "S": "5"]
        let toLetter: [Character: Character] = ["0": "O", "1": "I", "8": "B", "2": "Z", "5": "S"]
        var mended = ""
        for (place, letter) in letters.enumerated() {
            let wantsLetter = (3...5).contains(place)
            if wantsLetter {
                mended.append(letter.isNumber ? toLetter[letter] ?? letter : letter)
            } else {
                mended.append(letter.isNumber ? letter : toDigit[letter] ?? letter)
            }
        }
        return mended != plate && series(of: mended) == .kz2012 ? mended : nil
    }

    private static func isRegion(_ code: Substring) -> Bool {
        Int(code).map { (1...20).contains($0) } ?? false
    }
}
