package import RoadModel

/// A comparison of two periods in words, for a reader who never had statistics.
///
/// The sentence follows the interval that the verdict follows (`overdispersed`), names both
/// counts, and below attribution A3 always says that it tells nothing about causes.
package struct VerdictSentence: Sendable {
    /// The language.
    package let language: Language

    /// Chooses a language.
    package init(_ language: Language) { self.language = language }

    /// The whole paragraph: the verdict, its flags, and what may be said about causes.
    ///
    /// `hasHeading` says that the measure stands right above, so that a refusal need not repeat it.
    package func text(_ change: TrendChange, hasHeading: Bool = false) -> String {
        var sentences = [main(change, hasHeading)]
        for flag in change.verdict.flags where flag != change.verdict.code {
            // A base of zero has its own sentence already.
            if flag == .degenerate, change.percent == nil { continue }
            sentences.append(VerdictWords.meaning(flag)[language])
        }
        if change.verdict.code == .change || change.verdict.code == .noEvidence {
            sentences.append(
                change.verdict.attribution < .design
                    ? say(
                        kk: "Бұл сандар өзгерістің себебін көрсетпейді.",
                        ru: "О причинах эти числа не говорят.",
                        en: "These numbers do not tell why."
                    )
                    : VerdictWords.attribution(change.verdict.attribution)[language]
            )
        }
        return sentences.joined(separator: " ")
    }

    /// The verdict in two or three words for a badge or a table cell.
    package func badge(_ change: TrendChange) -> String {
        guard change.verdict.code == .change else {
            return VerdictWords.badge(change.verdict.code)[language]
        }
        return (change.percent ?? 1) < 0
            ? say(kk: "азаю", ru: "снижение", en: "decrease")
            : say(kk: "өсу", ru: "рост", en: "increase")
    }

    /// An interval of percent changes, for example «от −14,9 % до −4,8 %».
    package func interval(_ limits: ChangeInterval) -> String {
        let numbers = NumberText(language)
        let lower = numbers.signedPercent(limits.lower ?? -100)
        guard let high = limits.upper, high.isFinite else {
            return say(
                kk: "\(lower)\(suffix)дан басталады, жоғарғы шегі жоқ",
                ru: "от \(lower), верхней границы нет",
                en: "from \(lower), with no upper limit"
            )
        }
        let upper = numbers.signedPercent(high)
        return say(
            kk: "\(lower)\(suffix)дан \(upper)\(suffix)ға дейін",
            ru: "от \(lower) до \(upper)",
            en: "from \(lower) to \(upper)"
        )
    }

    private func main(_ change: TrendChange, _ hasHeading: Bool) -> String {
        let subject = hasHeading ? "" : Measure.title(change.measure)[language] + ". "
        return switch change.verdict.code {
        case .change: changed(change)
        case .noEvidence: unproven(change)
        case .suppress:
            subject + VerdictWords.meaning(.suppress)[language]
        case .refuseBreak:
            subject + VerdictWords.meaning(.refuseBreak)[language] + " "
                + countedApart(change)
        default: subject + VerdictWords.meaning(change.verdict.code)[language]
        }
    }

    private func changed(_ change: TrendChange) -> String {
        let numbers = NumberText(language)
        let (a, b) = (numbers.count(change.before), numbers.count(change.after))
        let limits = interval(change.overdispersed)
        guard let percent = change.percent else { return fromZero(change) }
        let size = numbers.percent(percent.magnitude)
        let isFall = percent < 0
        let quantity = Measure.quantity(change.measure)[language]
        return say(
            kk:
                "\(quantity) \(size)\(suffix)ға \(isFall ? "азайды" : "өсті"): бұрын \(a), енді \(b). "
                + "Айырма кездейсоқ болатын ауытқудан үлкен: \(limits).",
            ru: "\(quantity) на \(size) \(isFall ? "меньше" : "больше"): \(b) против \(a). "
                + "Разница больше, чем бывает случайно: \(limits).",
            en: "\(size) \(isFall ? "fewer" : "more") \(quantity): \(b) against \(a). "
                + "The difference is larger than chance alone makes it: \(limits)."
        )
    }

    private func unproven(_ change: TrendChange) -> String {
        let numbers = NumberText(language)
        let (a, b) = (numbers.count(change.before), numbers.count(change.after))
        let limits = interval(change.overdispersed)
        guard let percent = change.percent else { return fromZero(change) }
        let size = numbers.signedPercent(percent)
        let quantity = Measure.quantity(change.measure)[language]
        var text = say(
            kk: "\(quantity): бұрын \(a), енді \(b) (\(size)). Мұндай айырма кездейсоқ та болады: "
                + "мүмкін өзгеріс \(limits). Өсу де, азаю да дәлелденген жоқ.",
            ru: "\(quantity) \(b) против \(a) (\(size)). Такая разница бывает и случайно: "
                + "возможное изменение \(limits). Ни рост, ни снижение не доказаны.",
            en: "\(b) \(quantity) against \(a) (\(size)). Chance alone makes such differences: "
                + "the change may be anything \(limits). "
                + "Neither an increase nor a decrease is shown."
        )
        if let fall = change.detectableFallPercent {
            let least = numbers.percent(fall)
            text += say(
                kk: " Мұндай сандарда кемінде \(least)\(suffix)ға азаюды ғана байқауға болар еді.",
                ru: " При таких числах удалось бы заметить только снижение не меньше \(least).",
                en: " With such numbers only a fall of \(least) or more would have been noticed."
            )
        }
        return text
    }

    private func fromZero(_ change: TrendChange) -> String {
        let numbers = NumberText(language)
        let (a, b) = (numbers.count(change.before), numbers.count(change.after))
        let quantity = Measure.quantity(change.measure)[language]
        return say(
            kk: "\(quantity): бұрын \(a), енді \(b). Нөлден пайыз есептелмейді.",
            ru: "\(quantity) \(b) против \(a). Процент от нуля не считается.",
            en: "\(b) \(quantity) against \(a). There is no percentage of zero."
        )
    }

    private func countedApart(_ change: TrendChange) -> String {
        let numbers = NumberText(language)
        let (a, b) = (numbers.count(change.before), numbers.count(change.after))
        return say(
            kk: "\(a) және \(b) сандары әртүрлі қағидамен саналған, сондықтан пайыз берілмейді.",
            ru: "Числа \(a) и \(b) получены по разным правилам, поэтому процент не приводится.",
            en: "\(a) and \(b) were counted under different rules, so no percentage is given."
        )
    }

    /// A hyphen that keeps a Kazakh ending on the line of its number.
    private var suffix: String { "-\u{2060}" }

    private func say(kk: String, ru: String, en: String) -> String {
        LocalizedText(kk: kk, ru: ru, en: en)[language]
    }
}
