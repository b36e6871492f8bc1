import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadStore

extension ComplexesCommand.Devices {
    /// `jol complexes devices check`.
    struct Check: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "check",
                abstract: tr(
                    "Name complexes that expire, are silent, drift, or lost their laboratory.",
                    ru: "Назвать комплексы с истекающей поверкой, молчащие, дрейфующие, без "
                        + "аккредитованной лаборатории.",
                    kk: "Мерзімі бітетін, үнсіз, ауытқыған, зертханасы айырылған кешендерді атау."
                ),
                usage: """
                    jol complexes devices check [--date <day>] [--within <days>]
                    jol complexes devices check <passages> … --register <register.csv>
                    """
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "Files of passages; none means the workspace.",
                    ru: "Файлы проездов; без них рабочее пространство.",
                    kk: "Өту файлдары; болмаса жұмыс кеңістігі."
                ),
                valueName: "passages"
            )
        )
        var files: [String] = []
        @Option(
            help: ArgumentHelp(
                tr(
                    "The day that counts; default the last one with data, else today.",
                    ru: "День проверки; иначе последний с данными или сегодня.",
                    kk: "Тексеру күні; әйтпесе дерегі бар соңғы күн не бүгін."
                ),
                valueName: "day"
            )
        )
        var date: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Days before the end of a certificate that are worth a warning.",
                    ru: "За сколько дней предупреждать об окончании свидетельства.",
                    kk: "Куәлік мерзімі бітерге неше күн қалғанда ескерту."
                ),
                valueName: "days"
            )
        )
        var within = 30
        @OptionGroup var sources: RegisterOptions
        @OptionGroup var records: RecordOptions
        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        func run() throws {
            let asked = try date.map { try RulesCommand.day($0, "--date") }
            var run = TrafficRun(by: [], keepsDays: true)
            var register: [DevicePeriod]?
            var hasData = true
            if files.isEmpty, sources.register != nil {
                register = try sources.periods(nil)
                hasData = false
            } else if files.isEmpty {
                let store = try global.open(.reading)
                try run.add(store)
                register = try sources.periods(store)
                hasData = run.seen > 0
            } else {
                try run.add(try files.map { try records.file($0) })
                register = try sources.periods(nil)
            }
            let last = run.volumes.hours.map {
                CivilDate(daysSinceEpoch: HourlyVolumes.day($0.upperBound))
            }
            let today = CivilDate(
                daysSinceEpoch: HourlyVolumes.day(
                    HourlyVolumes.localHour(
                        microseconds: Files.now.microseconds,
                        offsetSeconds: 18_000
                    )
                )
            )
            let day = asked ?? last ?? today
            let check = DeviceCheck(
                register: register ?? [],
                revoked: try sources.laboratories(),
                activity: hasData ? run.activity(until: asked) : nil,
                day: day,
                within: within
            )
            show(check, day)
        }

        private func show(_ check: DeviceCheck, _ day: CivilDate) {
            let header = ["serial", "code", "detail", "meaning"]
            let rows = check.findings.map { finding in
                [
                    finding.serial, finding.code.rawValue, finding.detail,
                    DeviceWords.meaning(finding.code),
                ]
            }
            if table.output.json {
                let list = check.findings.map { finding in
                    AnalysisTree.object([
                        "serial": .text(finding.serial), "code": .text(finding.code.rawValue),
                        "detail": .text(finding.detail),
                        "meaning": .text(DeviceWords.meaning(finding.code)),
                    ])
                }
                Console.print(
                    FastJSON.text(
                        .object([
                            "schema": "jol.complexes.devices.check/1", "date": .text("\(day)"),
                            "within": .count(within), "findings": .list(list),
                        ])
                    )
                )
                return
            }
            if table.csv {
                Console.print(CommaSeparated.line(header))
                for row in rows { Console.print(CommaSeparated.line(row)) }
                return
            }
            var text = TerminalTable([
                (tr("Serial", ru: "Зав. №", kk: "Зауыт №"), .left),
                (tr("Code", ru: "Код", kk: "Код"), .left), ("", .left),
                (tr("Meaning", ru: "Значение", kk: "Мағынасы"), .left),
            ])
            for row in rows { text.add(row) }
            Console.print(text.text)
            Console.note(
                tr(
                    "\(day): \(Say.count(rows.count)) findings",
                    ru: "\(day): замечаний \(Say.count(rows.count))",
                    kk: "\(day): \(Say.count(rows.count)) ескерту"
                )
            )
        }
    }
}

/// What a finding about a complex means.
enum DeviceWords {
    static func meaning(_ code: DeviceCheck.Code) -> String {
        switch code {
        case .expired:
            tr("certificate expired", ru: "поверка истекла", kk: "тексеру мерзімі өткен")
        case .expiring:
            tr(
                "certificate expires soon",
                ru: "поверка скоро истекает",
                kk: "тексеру мерзімі бітуге жақын"
            )
        case .noCertificate:
            tr("no certificate", ru: "нет свидетельства о поверке", kk: "тексеру куәлігі жоқ")
        case .laboratoryRevoked:
            tr(
                "laboratory lost its accreditation",
                ru: "лаборатория лишена аккредитации",
                kk: "зертхана аккредиттеуден айырылған"
            )
        case .testMode: tr("works in test mode", ru: "тестовый режим", kk: "сынақ режимі")
        case .unregistered:
            tr(
                "records but no register entry",
                ru: "записи есть, в реестре нет",
                kk: "жазбасы бар, тізілімде жоқ"
            )
        case .neverSeen:
            tr(
                "registered but no record",
                ru: "в реестре есть, записей нет",
                kk: "тізілімде бар, жазбасы жоқ"
            )
        case .silent: tr("silent", ru: "молчит", kk: "үнсіз")
        case .speedDrift:
            tr(
                "mean speed drifts",
                ru: "средняя скорость сместилась",
                kk: "орташа жылдамдық ауытқыған"
            )
        case .readDrift:
            tr(
                "share of read plates drifts",
                ru: "доля прочитанных знаков сместилась",
                kk: "оқылған нөмірлер үлесі ауытқыған"
            )
        case .siteMoved: tr("moved", ru: "перемещён", kk: "орны ауысқан")
        case .partnerMissing:
            tr(
                "section partner is not registered",
                ru: "пара участка не в реестре",
                kk: "учаске жұбы тізілімде жоқ"
            )
        }
    }
}
