package import RoadModel

/// A hotspot's figures as short texts, the same on the page, in popups and on charts.
package struct HotspotText: Sendable {
    /// The language.
    package let language: Language

    /// Chooses a language.
    package init(_ language: Language) { self.language = language }

    /// Where it is: road and kilometres of a section, road and name of a segment.
    package func place(_ hotspot: Hotspot) -> String {
        let road = hotspot.road.isEmpty ? hotspot.id : roadName(hotspot.road)
        guard let from = hotspot.fromKilometre, let to = hotspot.toKilometre else {
            return hotspot.road.isEmpty || hotspot.unit == .section
                ? road : "\(road) (\(hotspot.id))"
        }
        let numbers = NumberText(language)
        let (a, b) = (numbers.decimal(from, decimals: 1), numbers.decimal(to, decimals: 1))
        let unit = language == .en ? "km" : "км"
        return "\(road), \(a)\u{2060}–\u{2060}\(b)\u{00A0}\(unit)"
    }

    /// The rate with its interval, for example `4,2 (1,4–9,8)`.
    package func rate(_ hotspot: Hotspot) -> String {
        let numbers = NumberText(language)
        func text(_ value: Double?) -> String {
            numbers.decimal(value ?? .nan, decimals: (value ?? 0) < 10 ? 1 : 0)
        }
        guard let lower = hotspot.rate.lower, let upper = hotspot.rate.upper else {
            return text(hotspot.rate.value)
        }
        return "\(text(hotspot.rate.value)) (\(text(lower))–\(text(upper)))"
    }

    /// The ranks that the counts allow, for example `1–4`; `–` when not computed.
    package func rankRange(_ hotspot: Hotspot) -> String {
        guard let best = hotspot.rankLower, let worst = hotspot.rankUpper else {
            return NumberText.absent
        }
        return best == worst ? "\(best)" : "\(best)–\(worst)"
    }

    /// The verdict on the unit in two or three words.
    package func verdict(_ hotspot: Hotspot) -> String {
        let words =
            hotspot.isAboveAverage
            ? LocalizedText(kk: "орташадан жоғары", ru: "выше среднего", en: "above average")
            : LocalizedText(kk: "айқын емес", ru: "неясно", en: "unclear")
        return words[language]
    }

    /// A road that has only its class for a name is called by the class in the reader's language.
    private func roadName(_ road: String) -> String {
        guard let roadClass = RoadClass.allCases.first(where: { $0.name == road }) else {
            return road
        }
        return RoadClassWords.name(roadClass)[language]
    }
}
