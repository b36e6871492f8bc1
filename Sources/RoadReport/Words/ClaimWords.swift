package import RoadModel

/// What the figures of a published statement say of each other, in sentences.
///
/// The writer names figures only; whether they are right is for the source to answer.
package struct ClaimWords: Sendable {
    /// The language.
    package let language: Language
    private let numbers: NumberText

    /// Chooses a language.
    package init(_ language: Language) {
        self.language = language
        numbers = NumberText(language)
    }

    /// Whether the printed change follows from two printed counts.
    package func change(
        before: Double,
        after: Double,
        published: Double,
        decimals: Int,
        found: Double,
        agrees: Bool
    ) -> String {
        let (a, b) = (figure(before), figure(after))
        let printed = numbers.signedPercent(published, decimals: decimals)
        let own = numbers.signedPercent(found, decimals: max(1, decimals))
        return agrees
            ? say(
                kk: "\(a) → \(b): жарияланған \(printed) сандардан шығады.",
                ru: "\(a) → \(b): опубликованные \(printed) следуют из чисел.",
                en: "\(a) → \(b): the printed \(printed) follows from the counts."
            )
            : say(
                kk: "\(a) → \(b) деген \(own), ал жарияланғаны \(printed).",
                ru: "\(a) → \(b) — это \(own), а опубликовано \(printed).",
                en: "\(a) → \(b) is \(own), but \(printed) was printed."
            )
    }

    /// What the earlier (or later) figure must have been.
    package func implied(isBefore: Bool, percent: String, _ low: Double, _ high: Double) -> String {
        let range = span(low, high)
        return isBefore
            ? say(
                kk: "\(percent) болуы үшін бұрынғы сан \(range) болуы керек.",
                ru: "Чтобы получилось \(percent), прежнее число должно быть \(range).",
                en: "For \(percent) the earlier figure must have been \(range)."
            )
            : say(
                kk: "\(percent) болуы үшін кейінгі сан \(range) болуы керек.",
                ru: "Чтобы получилось \(percent), новое число должно быть \(range).",
                en: "For \(percent) the later figure must have been \(range)."
            )
    }

    /// Whether a part, its share and the whole agree.
    package func part(
        count: Int,
        share: String,
        whole: Int?,
        found: Double?,
        agrees: Bool?,
        _ low: Double,
        _ high: Double
    ) -> String {
        let part = numbers.count(count)
        let range = span(low, high)
        guard let whole, let found, let agrees else {
            return say(
                kk: "\(part) саны \(share) болса, жалпы сан \(range).",
                ru: "Если \(part) — это \(share), то всего \(range).",
                en: "If \(part) is \(share), the whole is \(range)."
            )
        }
        let total = numbers.count(whole)
        let own = numbers.percent(found)
        return agrees
            ? say(
                kk: "\(total) ішінен \(part) деген \(share): дұрыс.",
                ru: "\(part) из \(total) — это \(share): сходится.",
                en: "\(part) of \(total) is \(share): that agrees."
            )
            : say(
                kk: "\(total) ішінен \(part) деген \(own), ал жарияланғаны \(share). "
                    + "Ондай үлеске жалпы сан \(range) керек.",
                ru: "\(part) из \(total) — это \(own), а опубликовано \(share). "
                    + "Для такой доли всего должно быть \(range).",
                en: "\(part) of \(total) is \(own), but \(share) was printed. "
                    + "Such a share needs a whole of \(range)."
            )
    }

    /// The whole that all printed shares need together.
    package func common(_ low: Double, _ high: Double) -> String {
        let range = span(low, high)
        return say(
            kk: "Барлық үлес бір мезгілде дұрыс болуы үшін жалпы сан \(range) болуы керек.",
            ru: "Чтобы все доли сошлись, всего должно быть \(range).",
            en: "For all shares at once the whole must be \(range)."
        )
    }

    /// No whole fits all printed shares.
    package var noCommon: String {
        say(
            kk: "Барлық үлеске сай келетін жалпы сан жоқ.",
            ru: "Нет такого общего числа, при котором сходятся все доли.",
            en: "No whole fits all of the shares."
        )
    }

    /// Whether addends make the whole.
    package func sum(_ sum: Int, whole: Int) -> String {
        let (a, b) = (numbers.count(sum), numbers.count(whole))
        return sum == whole
            ? say(
                kk: "Бөліктердің қосындысы \(a): дұрыс.",
                ru: "Слагаемые дают \(a): сходится.",
                en: "The addends make \(a): that agrees."
            )
            : say(
                kk: "Бөліктердің қосындысы \(a), ал жарияланғаны \(b).",
                ru: "Слагаемые дают \(a), а опубликовано \(b).",
                en: "The addends make \(a), but \(b) was printed."
            )
    }

    /// Nothing can be held against anything.
    package var nothing: String {
        say(
            kk: "Салыстыратын сандар жеткіліксіз.",
            ru: "Чисел для проверки не хватает.",
            en: "There are not enough figures to check."
        )
    }

    /// A range of whole numbers, or one of them.
    package func span(_ low: Double, _ high: Double) -> String {
        let (first, last) = ((low - 1e-9).rounded(.up), (high + 1e-9).rounded(.down))
        if first > last {
            let range =
                "\(numbers.decimal(low, decimals: 2)) … \(numbers.decimal(high, decimals: 2))"
            return say(
                kk: "\(range) (мұнда бүтін сан жоқ)",
                ru: "\(range) (целого числа здесь нет)",
                en: "\(range) (no whole number lies there)"
            )
        }
        return first == last ? figure(first) : "\(figure(first)) … \(figure(last))"
    }

    private func figure(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e15 else { return "∞" }
        return value == value.rounded()
            ? numbers.count(Int(value)) : numbers.decimal(value, decimals: 1)
    }

    private func say(kk: String, ru: String, en: String) -> String {
        LocalizedText(kk: kk, ru: ru, en: en)[language]
    }
}
