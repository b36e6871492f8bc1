import ArgumentParser
import Foundation
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension ReportCommand {
    /// `jol report claim`.
    struct Claim: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "claim",
                abstract: tr(
                    "Work the ministry's 2025 statement through: one page in kk, ru, en.",
                    ru: "Разобрать заявление министерства за 2025 год: страница kk, ru, en.",
                    kk: "Министрліктің 2025 жылғы мәлімдемесін талдау: бір бет kk, ru, en."
                ),
                usage: "jol report claim --out <page.html|dir> [--figures <ledger.csv>] [options]",
                discussion: tr(
                    """
                    Deaths are said to have fallen by 10 %. The page holds the statement against the \
                    published figures (GeoData/rules/published-kz.csv, or --figures with the same \
                    rows) and ends on what would support it. No workspace is needed. --json prints \
                    the findings and writes the page only when --out is given.
                    """,
                    ru: """
                        Заявлено снижение гибели на 10 %. Страница сверяет заявление с опубликованными \
                        числами (GeoData/rules/published-kz.csv или --figures с теми же строками) и \
                        кончается тем, что могло бы его подтвердить. Рабочее пространство не нужно. \
                        --json печатает выводы, страница пишется, если задан --out.
                        """,
                    kk: """
                        Қаза саны 10 %-ға азайды деп мәлімделді. Бет мәлімдемені жарияланған сандармен \
                        (GeoData/rules/published-kz.csv не сол жолдары бар --figures) салыстырады, \
                        соңында оны не растайтыны айтылады. Жұмыс кеңістігі керек емес. --json \
                        қорытындыларды шығарады, бет --out берілсе ғана жазылады.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr("Page or folder to write.", ru: "Страница или папка.", kk: "Бет не қалта."),
                valueName: "page.html|dir"
            )
        )
        var out: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Another ledger of figures.",
                    ru: "Другая таблица чисел.",
                    kk: "Басқа сандар кестесі."
                ),
                valueName: "ledger.csv"
            )
        )
        var figures: String?
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Replace an earlier page.",
                    ru: "Заменить прежнюю страницу.",
                    kk: "Бұрынғы бетті ауыстыру."
                )
            )
        )
        var overwrite = false
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            let claim = try MinistryClaim(PublishedFigures(file: figures))
            if let out { try write(claim, to: out) }
            if form.form != .text || form.plot != nil || out == nil {
                try form.show(MinistryClaimAnswer(claim: claim).answer, "report.claim")
            }
        }

        private func write(_ claim: MinistryClaim, to out: String) throws {
            let isPage = out.hasSuffix(".html") || out.hasSuffix(".htm")
            let path =
                isPage || out == "-"
                ? out
                : URL(fileURLWithPath: out).appendingPathComponent("claim.html").path
            let html = try StudyFile.render(
                claim.content(software: Software.name),
                language: Interface.language
            )
            if path == "-" {
                Console.print(html)
                return
            }
            if !overwrite { try Files.requireAbsent(path) }
            try StudyFile.write(html, to: path)
            if !form.table.output.json { Console.print(path) }
        }
    }
}

/// The findings on the statement for machines and for a person.
struct MinistryClaimAnswer {
    let claim: MinistryClaim

    var answer: AnalysisAnswer {
        AnalysisAnswer(
            fields,
            codes: codes,
            text: claim.content(software: Software.name).answer
                .map { $0[Interface.language] }.joined(separator: "\n\n")
        )
    }

    private var fields: [String: AnalysisTree] {
        [
            "before": .count(claim.before), "impliedAfter": .count(claim.after),
            "allowed": .object(AnalysisTree.limits(claim.allowed.lower, claim.allowed.upper)),
            "turningPhi": .number(claim.turningPhi),
            "deathsPerCrash": .number(claim.deathsPerCrash),
            "changes": .list(
                claim.changes.map { row in
                    [
                        "phi": .number(row.phi), "percent": .number(row.change.percent),
                        "lower": .number(row.change.overdispersed.lower),
                        "upper": .number(row.change.overdispersed.upper),
                        "p": .number(row.change.overdispersed.p),
                        "verdict": .text(row.change.verdict.code.rawValue),
                    ]
                }
            ),
            "ceilingPercent": .number(claim.ceiling.percent),
            "agencies": [
                "difference": .count(claim.agencies.difference),
                "explained": .number(claim.agencies.explained),
                "unexplained": .number(claim.agencies.unexplained),
                "consistent": .flag(claim.agencies.agrees),
            ],
            "crashes": .text(claim.crashes.verdict.code.rawValue),
            "partYear": .text(claim.partYear.verdict.code.rawValue),
            "regionConsistent": claim.region.check.isConsistent.map { .flag($0) } ?? .null,
            "partsConsistent": claim.parts.check.isConsistent.map { .flag($0) } ?? .null,
            "verdict": .text((claim.ceiling.code ?? .noEvidence).rawValue),
            "attribution": "A0", "causation": "NOT-ESTABLISHED",
        ]
    }

    private var codes: [VerdictCode] {
        var codes = [claim.ceiling.code].compactMap(\.self)
        codes.append(claim.crashes.verdict.code)
        codes.append(claim.partYear.verdict.code)
        if claim.region.check.isConsistent == false || !claim.agencies.agrees {
            codes.append(.inconsistent)
        }
        return codes
    }
}
