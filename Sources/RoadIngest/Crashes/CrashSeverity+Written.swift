package import RoadModel

extension CrashSeverity {
    /// The severity that a source's own word or code means, or `nil`.
    ///
    /// 1, 2 and 3 are fatal, serious and slight as in UK STATS19; Russian words are those of
    /// dtp-stat in any of their forms, letters of either case.
    package init?(written text: String) {
        switch HeaderMatch.key(text) {
        case "fatal", "1", "погибшие", "спогибшими", "смертельный", "смертельное", "өліммен":
            self = .fatal
        case "serious", "2", "тяжелые", "тяжелый", "тяжелое", "тяжкий", "тяжкие", "ауыр":
            self = .serious
        case "slight", "3", "легкий", "легкие", "легкое", "жеңіл":
            self = .slight
        case "damageonly", "безпострадавших", "материальныйущерб", "зардапшегушісіз":
            self = .damageOnly
        default: return nil
        }
    }
}
