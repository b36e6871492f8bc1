import RoadModel
import RoadPipeline
import RoadReport

/// What one analysis found: fields for machines, text for a person, flags for both.
struct AnalysisAnswer {
    /// The fields of the JSON object, without `schema` and `flags`.
    var fields: [String: AnalysisTree]
    /// Codes that qualify the result, in the order they were raised.
    var flags: [AnalysisFlag]
    /// Verdict codes that qualify it, after the flags.
    var codes: [VerdictCode]
    /// The tables and sentences for a terminal.
    var text: String
    /// The main table for `--csv`.
    var sheet: (header: [String], rows: [[String]])?
    /// The drawing for `--plot`.
    var chart: TrendChart?

    init(
        _ fields: [String: AnalysisTree],
        flags: [AnalysisFlag] = [],
        codes: [VerdictCode] = [],
        text: String
    ) {
        (self.fields, self.flags, self.codes, self.text) = (fields, flags, codes, text)
    }

    /// The answer with a flag where the recording rule changed inside its series.
    func warned(of series: AnalysisSeries) -> AnalysisAnswer {
        guard series.crossesBreak, !flags.contains(.refuseBreak) else { return self }
        var warned = self
        warned.flags.append(.refuseBreak)
        return warned
    }

    /// Flags and codes with what they mean, each once.
    var qualifications: [(code: String, words: String)] {
        var seen: Set<String> = []
        let all =
            flags.map { ($0.rawValue, $0.words) }
            + codes.map { ($0.rawValue, VerdictWords.meaning($0)[Interface.language]) }
        return all.filter { seen.insert($0.0).inserted }.map { (code: $0.0, words: $0.1) }
    }

    /// The fields with their flags.
    var tree: [String: AnalysisTree] {
        fields.merging(["flags": .texts(qualifications.map(\.code))]) { _, new in new }
    }
}

/// A code that qualifies a result of `jol trends` and `jol evaluate`.
enum AnalysisFlag: String {
    /// The law has no sensible fit and a simpler one stands in its place.
    case degenerate = "DEGENERATE"
    /// Rows with an empty cell took no part.
    case rowsLeftOut = "ROWS-LEFT-OUT"
    /// A coefficient depends on earlier ones and was left out.
    case aliased = "ALIASED"
    /// Fewer than ten clusters: their errors are too small.
    case fewClusters = "FEW-CLUSTERS"
    /// Groups without a single event tell nothing and were left out.
    case zeroGroups = "ZERO-GROUPS"
    /// Periods are missing from the series.
    case missingPeriods = "MISSING-PERIODS"
    /// The series is short for the method.
    case shortSeries = "SHORT-SERIES"
    /// Counts so small that a count model fits better than logarithms.
    case smallCounts = "SMALL-COUNTS"
    /// A trend that rests on the last points only.
    case tailArtefact = "TAIL-ARTEFACT"
    /// Neighbours of the series depend on each other.
    case autocorrelated = "AUTOCORRELATED"
    /// The sites were chosen for a bad period, so they improve by themselves.
    case regressionToMean = "RTM-RISK"
    /// Methods disagree about the sign or on whether there is an effect.
    case methodsDisagree = "METHODS-DISAGREE"
    /// Studies differ by more than chance.
    case heterogeneous = "HETEROGENEOUS"
    /// Fewer than five studies: the spread between them is hardly known.
    case fewStudies = "FEW-STUDIES"
    /// Treated units moved differently before the treatment already.
    case preTrend = "PRE-TREND"
    /// Published figures contradict each other.
    case inconsistent = "INCONSISTENT"
    /// Less than half of the period's events is registered.
    case immature = "IMMATURE"
    /// The count lies above what earlier years let expect.
    case alarm = "ALARM"
    /// The baseline has too few events to watch.
    case tooFewEvents = "TOO-FEW-EVENTS"
    /// The recording rule changed inside the series or between the periods.
    case refuseBreak = "REFUSE-BREAK"
    /// Periods of unequal length or maturity stand against each other.
    case notComparable = "NOT-COMPARABLE"
    /// An area has no figure for a period and was left out.
    case areaAbsent = "AREA-ABSENT"
    /// The target lies outside what the forecast holds likely.
    case targetUnlikely = "TARGET-UNLIKELY"
    /// Rows that the model would fit perfectly at minus infinity were left out.
    case separated = "SEPARATED"
    /// The control series or the placebo dates do not bear the forecast out.
    case placebo = "PLACEBO"
    /// Nearby or parallel places rose where the treated ones fell.
    case spillover = "SPILLOVER"
    /// Deaths per crash were not given and taken from published figures.
    case phiAssumed = "PHI-ASSUMED"
    /// How much years differ by themselves is not known, so that the true interval is wider.
    case yearNoiseUnknown = "YEAR-NOISE-UNKNOWN"
    /// Small studies give other effects than large ones, as when null results stay unpublished.
    case asymmetric = "FUNNEL-ASYMMETRY"
    /// The analysis of this group failed.
    case failed = "FAILED"

    /// The flag in words.
    var words: String {
        switch self {
        case .degenerate:
            tr(
                "no overdispersion was found: the simpler law stands in its place",
                ru: "избыточной дисперсии не найдено: взят более простой закон",
                kk: "артық дисперсия табылмады: қарапайым заң алынды"
            )
        case .rowsLeftOut:
            tr(
                "rows with an empty cell took no part",
                ru: "строки с пустой ячейкой не участвовали",
                kk: "ұяшығы бос жолдар қатыспады"
            )
        case .aliased:
            tr(
                "a coefficient depends on others and was left out",
                ru: "коэффициент зависит от других и исключён",
                kk: "коэффициент басқаларға тәуелді, шығарылды"
            )
        case .fewClusters:
            tr(
                "few clusters: the standard errors are too small",
                ru: "мало кластеров: стандартные ошибки занижены",
                kk: "кластер аз: стандартты қателер төмендетілген"
            )
        case .zeroGroups:
            tr(
                "groups without events were left out",
                ru: "группы без событий исключены",
                kk: "оқиғасы жоқ топтар шығарылды"
            )
        case .missingPeriods:
            tr(
                "periods are missing from the series",
                ru: "в ряду пропущены периоды",
                kk: "қатарда кезеңдер жоқ"
            )
        case .shortSeries:
            tr(
                "the series is short for this method",
                ru: "ряд короток для этого метода",
                kk: "қатар бұл әдіске қысқа"
            )
        case .smallCounts:
            tr(
                "small counts: use a count model (trends glm)",
                ru: "малые числа: нужна модель счёта (trends glm)",
                kk: "сандар аз: санау моделі керек (trends glm)"
            )
        case .tailArtefact:
            tr(
                "the last piece rests on a few points",
                ru: "последний отрезок опирается на несколько точек",
                kk: "соңғы бөлік бірнеше нүктеге ғана сүйенеді"
            )
        case .autocorrelated:
            tr(
                "neighbouring values depend on each other",
                ru: "соседние значения зависимы",
                kk: "көрші мәндер тәуелді"
            )
        default: moreWords
        }
    }

    private var moreWords: String {
        switch self {
        case .regressionToMean:
            tr(
                "sites chosen for a bad period improve by themselves",
                ru: "места, выбранные за плохой период, улучшаются сами",
                kk: "нашар кезеңі үшін таңдалған орындар өздігінен жақсарады"
            )
        case .methodsDisagree:
            tr(
                "the methods disagree",
                ru: "методы расходятся",
                kk: "әдістер келіспейді"
            )
        case .heterogeneous:
            tr(
                "the studies differ by more than chance",
                ru: "исследования различаются сильнее случайного",
                kk: "зерттеулер кездейсоқтықтан артық өзгеше"
            )
        case .asymmetric:
            tr(
                "small studies tell another story: some may be unpublished",
                ru: "малые исследования говорят иное: часть могла остаться неопубликованной",
                kk: "шағын зерттеулер басқаша: біразы жарияланбаған болуы мүмкін"
            )
        case .fewStudies:
            tr(
                "few studies: the spread between them is hardly known",
                ru: "мало исследований: разброс между ними почти неизвестен",
                kk: "зерттеу аз: олардың айырмасы белгісіз дерлік"
            )
        case .preTrend:
            tr(
                "the groups moved apart before the measure",
                ru: "группы расходились ещё до меры",
                kk: "топтар шараға дейін-ақ ажыраған"
            )
        case .inconsistent:
            tr(
                "published figures contradict each other",
                ru: "опубликованные числа противоречат друг другу",
                kk: "жарияланған сандар қайшы"
            )
        case .separated:
            tr(
                "rows that the model would fit perfectly took no part",
                ru: "строки, которые модель описала бы идеально, не участвовали",
                kk: "модель мінсіз сипаттайтын жолдар қатыспады"
            )
        case .placebo:
            tr(
                "false dates give effects as large: the forecast does not hold",
                ru: "ложные даты дают такие же эффекты: прогноз не держится",
                kk: "жалған күндер де сондай әсер береді: болжам сенімсіз"
            )
        case .spillover:
            tr(
                "events may have moved to nearby or parallel roads",
                ru: "события могли сместиться на соседние или параллельные дороги",
                kk: "оқиғалар көрші не қатар жолдарға ауысқан болуы мүмкін"
            )
        case .immature:
            tr(
                "under half of a period's events is registered",
                ru: "зарегистрировано менее половины событий периода",
                kk: "кезең оқиғаларының жартысынан азы тіркелген"
            )
        default: trendWords
        }
    }

    private var trendWords: String {
        switch self {
        case .alarm:
            tr(
                "more events than earlier years let expect",
                ru: "событий больше, чем позволяют ожидать прошлые годы",
                kk: "оқиға алдыңғы жылдар бойынша күтілгеннен көп"
            )
        case .tooFewEvents:
            tr(
                "too few events for an alarm",
                ru: "слишком мало событий для тревоги",
                kk: "дабылға оқиға тым аз"
            )
        case .refuseBreak:
            tr(
                "the recording rule changed: figures before and after do not compare",
                ru: "правила учёта изменились: числа до и после несравнимы",
                kk: "есепке алу ережесі өзгерді: бұрынғы мен кейінгі сандар салыстырылмайды"
            )
        case .notComparable:
            tr(
                "periods of unequal length or maturity",
                ru: "периоды разной длины или зрелости",
                kk: "ұзақтығы не толықтығы әртүрлі кезеңдер"
            )
        case .areaAbsent:
            tr(
                "an area without a figure for a period was left out",
                ru: "территория без числа за период исключена",
                kk: "кезеңде саны жоқ аумақ шығарылды"
            )
        case .targetUnlikely:
            tr(
                "the target is hardly within reach",
                ru: "цель едва ли достижима",
                kk: "мақсатқа жету екіталай"
            )
        case .phiAssumed:
            tr(
                "how many people one crash hurts was not given: published figures stand for it",
                ru: "сколько людей страдает в одном ДТП, не задано: взяты опубликованные числа",
                kk: "бір ЖКО-да қанша адам зардап шегетіні берілмеген: жарияланған сандар алынды"
            )
        case .yearNoiseUnknown:
            tr(
                "how much years differ by themselves is not known: the true interval is wider",
                ru: "насколько годы различаются сами по себе, неизвестно: интервал на деле шире",
                kk: "жылдардың өздігінен қаншалық ауытқитыны белгісіз: нақты аралық кеңірек"
            )
        default:
            tr("the analysis failed", ru: "анализ не удался", kk: "талдау орындалмады")
        }
    }
}
