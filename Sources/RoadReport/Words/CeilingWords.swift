package import RoadModel

/// The most that a measure can explain, in sentences.
package struct CeilingWords: Sendable {
    /// The language.
    package let language: Language

    /// Chooses a language.
    package init(_ language: Language) { self.language = language }

    /// The ceiling, and the claim held against it.
    package func lines(
        ceiling: Double,
        furthest: Double,
        nearest: Double,
        claimed: Double?,
        isBeyond: Bool
    ) -> [String] {
        let numbers = NumberText(language)
        let most = numbers.signedPercent(ceiling)
        var lines = [
            say(
                kk: "Шараның осындай қамтуымен барлық санды ең көбі \(most) өзгертуі мүмкін.",
                ru: "При таком охвате мера может изменить общее число самое большее на \(most).",
                en: "With this coverage the measure can change the total by \(most) at most."
            )
        ]
        if furthest != nearest {
            let range = "\(numbers.signedPercent(furthest)) … \(numbers.signedPercent(nearest))"
            lines.append(
                say(
                    kk: "Әсердің белгісіздігімен: \(range).",
                    ru: "С учётом неопределённости эффекта: \(range).",
                    en: "With the uncertainty of the effect: \(range)."
                )
            )
        }
        guard let claimed else { return lines }
        let claim = numbers.signedPercent(claimed)
        lines.append(
            isBeyond
                ? say(
                    kk:
                        "Мәлімделген \(claim) бұдан асады: қалған бөлігін басқа нәрсе түсіндіруі керек.",
                    ru: "Заявленные \(claim) больше этого: остальное должно объясняться другим.",
                    en: "The claimed \(claim) exceeds that: the rest must have another explanation."
                )
                : say(
                    kk:
                        "Мәлімделген \(claim) бұдан аспайды. Бұл шараның әсері дәлелденді деген сөз емес.",
                    ru:
                        "Заявленные \(claim) этого не превышают. Это ещё не значит, что эффект меры "
                        + "доказан.",
                    en: "The claimed \(claim) does not exceed that. It does not show yet that the "
                        + "measure did it."
                )
        )
        return lines
    }

    private func say(kk: String, ru: String, en: String) -> String {
        LocalizedText(kk: kk, ru: ru, en: en)[language]
    }
}
