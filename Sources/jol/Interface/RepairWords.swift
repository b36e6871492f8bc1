import RoadIngest

/// What a repair does, in the interface's language.
enum RepairWords {
    static func meaning(_ rule: RepairRule) -> String {
        switch rule {
        case .swapAxes:
            tr(
                "exchange latitude and longitude",
                ru: "поменять местами широту и долготу",
                kk: "ендік пен бойлықты ауыстыру"
            )
        case .minutes:
            tr(
                "read the decimals as minutes and seconds",
                ru: "прочесть дробь как минуты и секунды",
                kk: "бөлшекті минут пен секунд деп оқу"
            )
        case .sign:
            tr(
                "change the sign of a coordinate",
                ru: "сменить знак координаты",
                kk: "координат таңбасын ауыстыру"
            )
        case .dropPlace:
            tr(
                "take the card without its coordinates",
                ru: "принять карточку без координат",
                kk: "карточканы координатсыз қабылдау"
            )
        case .earlier:
            tr(
                "of a time shown twice take the first",
                ru: "из двух одинаковых времён взять первое",
                kk: "екі рет болған уақыттың алғашқысын алу"
            )
        case .later:
            tr(
                "of a time shown twice take the second",
                ru: "из двух одинаковых времён взять второе",
                kk: "екі рет болған уақыттың кейінгісін алу"
            )
        case .dropAge:
            tr(
                "take the person without the age",
                ru: "принять человека без возраста",
                kk: "адамды жасынсыз қабылдау"
            )
        case .severityFromCounts:
            tr(
                "let the severity follow from killed and injured",
                ru: "взять тяжесть по числу погибших и раненых",
                kk: "ауырлықты қаза болғандар мен жараланғандар санынан алу"
            )
        }
    }
}
