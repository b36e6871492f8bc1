import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

/// `jol evidence …`.
struct EvidenceCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "evidence",
            abstract: tr(
                "Everything about one record, checkable without the workspace.",
                ru: "Всё об одной записи, проверяемое без рабочего пространства.",
                kk: "Бір жазба туралы бәрі, жұмыс кеңістігінсіз тексеріледі."
            ),
            subcommands: [Pack.self, Verify.self]
        )
    }

    /// `jol evidence pack --violation N --out DIR --reason …`.
    struct Pack: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "pack",
                abstract: tr(
                    "Pack a violation, passage or crash with receipt, proof and certificate.",
                    ru: "Собрать нарушение, проезд или ДТП с квитанцией и доказательством.",
                    kk: "Бұзушылықты, өтуді не ЖКО-ны түбіртегі мен дәлелімен жинау."
                ),
                usage: """
                    jol evidence pack (--violation <n> | --passage <n> | --crash <n>) --out <dir> \
                    --reason <text>
                    """,
                discussion: tr(
                    """
                    The folder holds the record's own text with the plate, its row, the receipt, the \
                    proof that both stand in the ledger, the ledger's state, the complex's \
                    certificate and register, corrections, and what the rules of evidence say. Reading \
                    it is put down in the ledger: 'jol archive access'.
                    """,
                    ru: """
                        В папке: текст записи с номерным знаком, её строка, квитанция, \
                        доказательство их места в журнале, состояние журнала, сертификат и реестр \
                        комплекса, исправления и выводы правил допустимости. Обращение \
                        записывается в журнал: 'jol archive access'.
                        """,
                    kk: """
                        Қалтада: нөмірімен жазба мәтіні, жолы, түбіртегі, журналдағы орнының \
                        дәлелі, журнал күйі, кешен сертификаты мен тізілімі, түзетулер және \
                        дәлелге жарамдылық қорытындысы. Оқу журналға жазылады: 'jol archive access'.
                        """
                )
            )
        }

        @OptionGroup var choice: RecordChoice

        @Option(
            help: ArgumentHelp(
                tr(
                    "A new or empty folder.",
                    ru: "Новая или пустая папка.",
                    kk: "Жаңа не бос қалта."
                ),
                valueName: "dir"
            )
        )
        var out: String

        @Flag(
            name: [.customLong("with-file"), .customLong("original")],
            help: ArgumentHelp(
                tr(
                    "The whole received file too, with all its records.",
                    ru: "И весь принятый файл со всеми записями.",
                    kk: "Барлық жазбасымен қабылданған файлды да."
                )
            )
        )
        var withFile = false

        @OptionGroup var order: SignedOrder
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.evidence.pack/1"
            var folder: String
            var files: [String]
            var record: RecordKind
            var number: Int64
            var receipt: Int64
            var isProven: Bool
            var certificate: String?
        }

        func run() throws {
            let reason = try order.requiredReason()
            guard let record = try choice.record() else {
                throw IntakeError(
                    .badArgument,
                    subject: "--receipt",
                    detail: "Evidence is packed for one record.",
                    remedy: "Name it: --violation, --passage or --crash."
                )
            }
            let store = try global.open(.writing)
            let made = try EvidenceCase.gather(
                store,
                record.number,
                record.kind,
                who: order.signer,
                reason: reason,
                at: Files.now
            )
            let names = try EvidenceFolder.write(made, store, to: out, withFile: withFile)
            if output.json {
                return try Console.printJSON(
                    Result(
                        folder: out,
                        files: names,
                        record: made.kind,
                        number: made.number,
                        receipt: made.receipt.number,
                        isProven: made.proof != nil,
                        certificate: made.certificate
                    )
                )
            }
            Console.print(
                tr(
                    "\(out): \(names.count) files about \(made.kind.rawValue) \(made.number).",
                    ru: "\(out): файлов \(names.count), \(made.kind.rawValue) \(made.number).",
                    kk: "\(out): \(names.count) файл, \(made.kind.rawValue) \(made.number)."
                )
            )
        }
    }

    /// `jol evidence verify DIR`.
    struct Verify: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "verify",
                abstract: tr(
                    "Check packed evidence with a public key; nothing is shown that does not hold.",
                    ru: "Проверить доказательства открытым ключом; неверное не показывается.",
                    kk: "Дәлелді ашық кілтпен тексеру; сәйкес емесі көрсетілмейді."
                ),
                usage: "jol evidence verify <dir> [--key <key>] [--original <file>] [options]"
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "The folder that 'jol evidence pack' wrote.",
                    ru: "Папка, которую записал 'jol evidence pack'.",
                    kk: "'jol evidence pack' жазған қалта."
                ),
                valueName: "dir"
            )
        )
        var folder: String

        @Option(help: KeyArgument.help)
        var key: String?

        @Option(name: [.customLong("original"), .customLong("file")], help: OriginalFile.help)
        var original: String?

        @OptionGroup var language: LanguageOption
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.evidence.verify/1"
            var valid: Bool
            var key: String
            var isKeyFromFolder: Bool
            var checked: [String]
            var faults: [String]
            var evidence: EvidenceCase?
        }

        func run() throws {
            let own = "\(folder)/\(EvidenceCheck.Name.key)"
            let keys = try KeyArgument.read(key ?? own)
            let check = try EvidenceCheck(folder, keys: keys, original: original)
            let isValid = check.faults.isEmpty
            if output.json {
                try Console.printJSON(
                    Result(
                        valid: isValid,
                        key: keys.text,
                        isKeyFromFolder: key == nil,
                        checked: check.checked,
                        faults: check.faults,
                        evidence: isValid ? check.evidence : nil
                    )
                )
            } else {
                for sentence in check.checked { Console.print("+ " + sentence) }
                for fault in check.faults { Console.print("- " + fault) }
                if isValid { EvidenceFolder.show(check.evidence) }
                Console.print(Self.verdict(isValid, keys.name))
                if key == nil {
                    Console.note(
                        tr(
                            "The key came with the folder: compare it with one kept elsewhere, --key.",
                            ru: "Ключ взят из самой папки: сверьте с сохранённым вовне, --key.",
                            kk: "Кілт қалтаның өзінен алынды: сырттағымен салыстырыңыз, --key."
                        )
                    )
                }
            }
            if !isValid { throw ExitCode(79) }
        }

        private static func verdict(_ isValid: Bool, _ name: String) -> String {
            isValid
                ? tr(
                    "Valid: signed by \(name) and not changed.",
                    ru: "Действительно: подписано \(name), изменений нет.",
                    kk: "Жарамды: \(name) қол қойған, өзгеріс жоқ."
                )
                : tr(
                    "NOT VALID. Do not rely on this evidence.",
                    ru: "НЕДЕЙСТВИТЕЛЬНО. Полагаться на это нельзя.",
                    kk: "ЖАРАМСЫЗ. Бұған сенуге болмайды."
                )
        }
    }
}
