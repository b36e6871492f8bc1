import RoadAnalysis
import RoadPipeline
import RoadStatistics

/// Answers about sites for machines and for a person.
enum SiteAnswer {
    /// Prints a JSON object whose rows are a table.
    static func printJSON(
        _ schema: String,
        _ fields: [String: AnalysisTree],
        tables: [(name: String, table: ResultTable)]
    ) throws {
        var all = fields
        all["schema"] = .text(schema)
        var text = try Console.jsonText(AnalysisTree.object(all))
        while text.last != "}" { text.removeLast() }
        text.removeLast()
        while text.last?.isWhitespace == true { text.removeLast() }
        for (name, table) in tables { text += ",\n  \"\(name)\": \(table.json)" }
        Console.print(text + "\n}")
    }

    /// Flags in words, one a line.
    static func words(_ flags: [SiteFlag]) -> String {
        flags.map { "\($0.rawValue): \($0.words)" }.joined(separator: "\n")
    }

    /// Flags for machines.
    static func tree(_ flags: [SiteFlag]) -> AnalysisTree { .texts(flags.map(\.rawValue)) }

    /// Which column was taken for what.
    static func columns(_ sites: SiteTable) -> AnalysisTree {
        .object(sites.mapping.mapValues { .text($0) })
    }

    /// Rows that took no part, the first hundred by name.
    static func leftOut(_ model: SiteModel?) -> [String: AnalysisTree] {
        let rows = model?.leftOut ?? []
        return [
            "rowsLeftOut": .count(rows.count),
            "leftOut": .list(
                rows.prefix(100).map {
                    [
                        "id": .text($0.id), "line": $0.line.map { .count($0) } ?? .null,
                        "reason": .text($0.reason),
                    ]
                }
            ),
        ]
    }

    /// A fit for machines.
    static func tree(_ fit: DispersionFit, isPerLength: Bool) -> [String: AnalysisTree] {
        let n = Double(fit.rows.count)
        let parameters = Double(fit.parameterCount)
        return [
            "coefficients": .list(
                zip(fit.terms, fit.observedErrors).map { term, observed in
                    [
                        "term": .text(term.name), "estimate": .number(term.estimate),
                        "se": .number(term.standardError), "seObserved": .number(observed),
                        "statistic": .number(term.statistic), "p": .number(term.p),
                        "lower": .number(term.lower), "upper": .number(term.upper),
                    ]
                }
            ),
            "k": .number(fit.dispersion), "kSE": .number(fit.dispersionError),
            "theta": .number(fit.dispersion > 0 ? 1 / fit.dispersion : nil),
            "kForm": .text(isPerLength ? "per-length" : "constant"),
            "logLik": .number(fit.logLikelihood),
            "logLikPoisson": .number(fit.poissonLogLikelihood),
            "deviance": .number(fit.deviance), "aic": .number(fit.aic),
            "bic": .number(-2 * fit.logLikelihood + parameters * Calculus.logarithm(n)),
            "pearson": .number(fit.pearson),
            "pearsonPerDf": .number(fit.pearson / Double(max(1, fit.degreesOfFreedom))),
            "df": .count(fit.degreesOfFreedom), "n": .count(fit.rows.count),
            "iterations": .count(fit.iterations), "isPoisson": .flag(fit.isPoisson),
            "aliased": .texts(fit.aliased),
        ]
    }
}

extension SiteFlag {
    /// The flag in words.
    var words: String {
        switch self {
        case .rowsLeftOut:
            tr(
                "rows without traffic, length or count took no part",
                ru: "строки без интенсивности, длины или числа ДТП не участвовали",
                kk: "қарқыны, ұзындығы не ЖКО саны жоқ жолдар қатыспады"
            )
        case .zeroTraffic:
            tr(
                "a traffic of 0 cannot be predicted from",
                ru: "при нулевой интенсивности прогноз невозможен",
                kk: "қарқын 0 болса болжам жасалмайды"
            )
        case .noTraffic:
            tr(
                "no traffic is known: sites are compared per length or as they are, so a busy road "
                    + "may rank high because it is busy",
                ru:
                    "интенсивность неизвестна: сравнение на длину или на участок, оживлённая дорога "
                    + "может быть высоко просто из-за движения",
                kk: "қарқын белгісіз: салыстыру ұзындыққа не учаскеге, жүктелген жол тек "
                    + "қозғалыстан жоғары тұруы мүмкін"
            )
        case .noOverdispersion:
            tr(
                "counts scatter no more than chance: sites do not differ from their prediction",
                ru: "разброс не больше случайного: участки не отличаются от прогноза",
                kk: "шашырау кездейсоқтан аспайды: учаскелер болжамнан ерекшеленбейді"
            )
        case .aliased:
            tr(
                "a coefficient depends on others and was left out",
                ru: "коэффициент зависит от других и исключён",
                kk: "коэффициент басқаларға тәуелді, шығарылды"
            )
        case .fewSites:
            tr(
                "under ten sites: the model hardly knows them",
                ru: "меньше десяти участков: модель ненадёжна",
                kk: "он учаскеден аз: модель сенімсіз"
            )
        case .pooledClass:
            tr(
                "a class has under 10 sites or 100 crashes and takes the model of all",
                ru: "в классе меньше 10 участков или 100 ДТП: взята общая модель",
                kk: "сыныпта 10 учаскеден не 100 ЖКО-дан аз: ортақ модель алынды"
            )
        default: moreWords
        }
    }

    private var moreWords: String {
        switch self {
        case .oldTraffic:
            tr(
                "a traffic count is over three years older than the crashes",
                ru: "учёт интенсивности старше ДТП более чем на три года",
                kk: "қарқын есебі ЖКО-дан үш жылдан астам ескі"
            )
        case .trafficSpread:
            tr(
                "the spread of the traffic counts is in the limits and ranks",
                ru: "погрешность учёта интенсивности вошла в границы и ранги",
                kk: "қарқын есебінің қателігі шектер мен орындарға енді"
            )
        case .trafficSpreadUnused:
            tr(
                "the model does not use the column of traffic: its spread is not in the limits",
                ru: "модель не берёт столбец интенсивности: его погрешность в границы не вошла",
                kk: "модель қарқын бағанын алмайды: оның қателігі шектерге енбеді"
            )
        case .givenModel:
            tr(
                "the model was given, not fitted to these sites",
                ru: "модель задана, а не подогнана по этим участкам",
                kk: "модель берілген, осы учаскелерге келтірілмеген"
            )
        case .noModel:
            tr(
                "under ten sites: no model; each site stands for its own count (Jeffreys' prior)",
                ru:
                    "меньше десяти участков: модели нет, участок судят по его счёту (приор Джеффриса)",
                kk: "он учаскеден аз: модель жоқ, әр учаске өз саны бойынша (Джеффрис приоры)"
            )
        case .ranksOfFirst:
            tr(
                "intervals of ranks are given for the first sites of the list only",
                ru: "интервалы рангов даны только для первых участков списка",
                kk: "орын аралықтары тізімнің алғашқы учаскелеріне ғана берілген"
            )
        case .reporting:
            tr(
                "crashes missing from the register enter by an assumed share, not by knowledge",
                ru: "неучтённые ДТП введены принятой долей, а не измерением",
                kk: "тіркелмеген ЖКО өлшеммен емес, болжамды үлеспен енгізілді"
            )
        case .chosenSites:
            tr(
                "sites chosen for bad counts look worse than they are",
                ru: "места, выбранные за плохой счёт, выглядят хуже, чем есть",
                kk: "саны нашар болғаны үшін таңдалған орындар шынынан нашар көрінеді"
            )
        case .lengthChanged:
            tr(
                "the length of some sites differs between periods: figures per length take the "
                    + "first",
                ru: "длина некоторых участков различается по периодам: на длину взята первая",
                kk: "кей учаскенің ұзындығы кезеңдерде әртүрлі: ұзындыққа біріншісі алынды"
            )
        default:
            tr(
                "the unit of length is not known; figures per length are in the column's unit",
                ru: "единица длины неизвестна: показатели на длину в единице столбца",
                kk: "ұзындық бірлігі белгісіз: көрсеткіштер баған бірлігінде"
            )
        }
    }
}
