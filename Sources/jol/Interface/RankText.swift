import RoadAnalysis
import RoadPipeline

/// One ranking with what it was made from.
struct RankResult {
    /// The column of crashes.
    let name: String
    let screening: SiteScreening
    let ranking: SiteRanking

    var flags: [SiteFlag] {
        var flags = screening.flags
        if ranking.draws.sites.count < ranking.draws.order.count { flags.append(.ranksOfFirst) }
        if screening.model == nil { flags.append(.chosenSites) }
        return flags
    }

    /// Fields for machines, without the rows.
    var fields: [String: AnalysisTree] {
        var fields = SiteAnswer.leftOut(screening.model)
        fields["y"] = .text(name)
        fields["by"] = .text(ranking.measure.rawValue)
        fields["flags"] = SiteAnswer.tree(flags)
        fields["sitesRanked"] = .count(ranking.sites.count)
        fields["inFirstGroup"] = .count(ranking.inFirstGroup)
        fields["groups"] = .count(ranking.groups.last?.group ?? 0)
        fields["canBeSeparated"] = .flag(ranking.inFirstGroup < ranking.groups.count)
        fields["sentence"] = .text(RankText.sentence(self))
        if let weights = ranking.weights {
            fields["weights"] = [
                "set": .text(weights.name), "source": .text(weights.source),
                "values": .object(weights.weights.mapValues { .number($0) }),
            ]
        }
        return fields
    }

    var fieldsWithRows: [String: AnalysisTree] {
        var fields = fields
        let draws = ranking.draws
        fields["sites"] = .list(
            draws.order.indices.prefix(draws.sites.count).map { place in
                let site = draws.sites[place]
                let row = ranking.sites[draws.order[place]]
                return [
                    "rank": .count(draws.point[draws.order[place]]),
                    "id": .text(screening.sites.ids[row]),
                    "observed": .number(screening.observed[row]),
                    "value": .number(ranking.figures[draws.order[place]]),
                    "mean_rank": .number(site.mean), "rank_lower": .count(site.lower),
                    "rank_upper": .count(site.upper), "p_top": .number(site.inTop),
                    "group": ranking.groups.indices.contains(place)
                        ? .count(ranking.groups[place].group) : .null,
                ]
            }
        )
        return fields
    }

    /// Sum over sites of the distance between two rankings.
    func displacement(to other: RankResult) -> Int {
        var ranks: [String: Int] = [:]
        for (place, row) in other.ranking.sites.enumerated() {
            ranks[other.screening.sites.ids[row]] = other.ranking.draws.point[place]
        }
        return ranking.sites.enumerated().reduce(0) { sum, entry in
            guard let rank = ranks[screening.sites.ids[entry.element]] else { return sum }
            return sum + abs(rank - ranking.draws.point[entry.offset])
        }
    }
}

extension SiteMeasure {
    /// Its name in the reader's language.
    var words: String {
        switch self {
        case .excess: tr("excess", ru: "превышение", kk: "артығы")
        case .expected: tr("expected", ru: "ожидается", kk: "күтілетін")
        case .perLength:
            tr("expected per length", ru: "ожидается на длину", kk: "ұзындыққа күтілетін")
        case .excessPerLength:
            tr("excess per length", ru: "превышение на длину", kk: "ұзындыққа артығы")
        case .weighted: tr("weighted", ru: "взвешенно", kk: "салмақты")
        }
    }
}

/// Rankings for a person.
enum RankText {
    static func text(_ result: RankResult, level: Double) -> String {
        let (ranking, screening) = (result.ranking, result.screening)
        var table = TerminalTable([
            (tr("Rank", ru: "Ранг", kk: "Орын"), .right),
            (tr("Site", ru: "Участок", kk: "Учаске"), .left),
            (tr("crashes", ru: "ДТП", kk: "ЖКО"), .right),
            (ranking.measure.words, .right),
            (
                tr("rank limits", ru: "границы ранга", kk: "орын шектері")
                    + " \(Say.percent(level, 0))", .right
            ),
            (tr("P(top)", ru: "P(в первых)", kk: "P(алғашқы)"), .right),
            (tr("group", ru: "группа", kk: "топ"), .right),
        ])
        let draws = ranking.draws
        for (place, index) in draws.order.prefix(20).enumerated() {
            let row = ranking.sites[index]
            let site = draws.sites.indices.contains(place) ? draws.sites[place] : nil
            table.add([
                Say.count(draws.point[index]), screening.sites.ids[row],
                Say.decimal(screening.observed[row], 0), Say.decimal(ranking.figures[index], 2),
                site.map { "\(Say.count($0.lower))–\(Say.count($0.upper))" } ?? "",
                site.map { Say.decimal($0.inTop, 3) } ?? "",
                ranking.groups.indices.contains(place) ? "\(ranking.groups[place].group)" : "",
            ])
        }
        var lines = ["\(result.name) — \(ranking.measure.words)", table.text, ""]
        lines.append(sentence(result))
        if !result.flags.isEmpty { lines.append(SiteAnswer.words(result.flags)) }
        return lines.joined(separator: "\n")
    }

    /// Whether the sites can be told apart, in one sentence.
    static func sentence(_ result: RankResult) -> String {
        let listed = result.ranking.groups.count
        let first = result.ranking.inFirstGroup
        let ids = result.ranking.draws.order.map {
            result.screening.sites.ids[result.ranking.sites[$0]]
        }
        if listed == 1 {
            return tr(
                "There is one site: nothing to compare it with.",
                ru: "Участок один: сравнивать не с чем.",
                kk: "Учаске біреу: салыстыратын ештеңе жоқ."
            )
        }
        if first == listed {
            return tr(
                "The \(Say.count(listed)) sites cannot be told apart: none is worse than another of "
                    + "them with 95 % probability.",
                ru: "Участки (\(Say.count(listed))) неразличимы: ни один не хуже другого с "
                    + "вероятностью 95 %.",
                kk: "Учаскелер (\(Say.count(listed))) ажыратылмайды: ешқайсысы басқасынан 95 % "
                    + "ықтималдықпен нашар емес."
            )
        }
        let last = ids[first - 1]
        let next = ids[first]
        if first == 1 {
            return tr(
                "'\(ids[0])' is worse than every site after it with at least 95 % probability.",
                ru: "«\(ids[0])» хуже каждого следующего с вероятностью не менее 95 %.",
                kk: "«\(ids[0])» келесілердің әрқайсысынан кемінде 95 % ықтималдықпен нашар."
            )
        }
        return tr(
            "The first \(Say.count(first)) sites ('\(ids[0])' to '\(last)') cannot be told apart; "
                + "'\(ids[0])' is worse than '\(next)' with at least 95 % probability.",
            ru: "Первые \(Say.count(first)) (от «\(ids[0])» до «\(last)») неразличимы; «\(ids[0])» "
                + "хуже «\(next)» с вероятностью не менее 95 %.",
            kk: "Алғашқы \(Say.count(first)) («\(ids[0])» — «\(last)») ажыратылмайды; «\(ids[0])» "
                + "«\(next)» учаскесінен кемінде 95 % ықтималдықпен нашар."
        )
    }
}
