import ArgumentParser
import Foundation
import RoadModel
import RoadPipeline
import RoadStore

extension ArchiveCommand {
    /// `jol archive key`.
    struct Key: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "key",
                abstract: tr(
                    "Print the public keys that receipts are checked with; renew the key.",
                    ru: "Показать открытые ключи для проверки квитанций; сменить ключ.",
                    kk: "Түбіртектерді тексеретін ашық кілттерді көрсету; кілтті ауыстыру."
                ),
                usage: "jol archive key [--renew --reason <text>] [options]"
            )
        }

        @Flag(
            help: ArgumentHelp(
                tr(
                    "Make a new signing key, vouched for by the present one, which is destroyed.",
                    ru: "Создать новый ключ подписи, заверенный нынешним; нынешний уничтожается.",
                    kk: "Қазіргі кілт растайтын жаңа қол қою кілтін жасау; қазіргісі жойылады."
                )
            )
        )
        var renew = false

        @Option(
            help: ArgumentHelp(
                tr(
                    "Why the key is renewed; the ledger keeps it.",
                    ru: "Почему меняется ключ; это останется в журнале.",
                    kk: "Кілт неге ауысады; бұл журналда қалады."
                ),
                valueName: "text"
            )
        )
        var reason: String?

        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.archive.key/1"
            var verifier: String
            var earlier: [String]
            var cosigner: String
        }

        func validate() throws {
            guard renew == (reason?.isEmpty == false) else {
                throw ValidationError(
                    tr(
                        "--renew takes a reason, --reason TEXT, and the other way round.",
                        ru: "К --renew нужна причина, --reason ТЕКСТ, и наоборот.",
                        kk: "--renew үшін себеп керек, --reason МӘТІН, және керісінше."
                    )
                )
            }
        }

        func run() throws {
            let keys =
                if let reason {
                    try global.open(.writing)
                        .renewLedgerKey(reason: reason, software: Software.name)
                } else { try present() }
            let cosigner = NoteVerifier(
                name: keys.name,
                kind: .cosignature,
                publicKey: keys.present.publicKey
            )
            if output.json {
                return try Console.printJSON(
                    Result(
                        verifier: keys.present.text,
                        earlier: keys.earlier.map(\.text),
                        cosigner: cosigner.text
                    )
                )
            }
            Console.print(keys.text)
            if renew { renewed() }
            global.note(
                tr(
                    "Keep this where the workspace's owner cannot change it. As a witness this "
                        + "ledger signs with:\n  ",
                    ru: "Храните это там, где владелец данных не может его изменить. Как "
                        + "свидетель журнал подписывает ключом:\n  ",
                    kk: "Мұны деректер иесі өзгерте алмайтын жерде сақтаңыз. Куә ретінде "
                        + "журнал мына кілтпен қол қояды:\n  "
                ) + cosigner.text
            )
        }

        private func present() throws -> LedgerKeys {
            guard let keys = try global.open(.reading).ledgerKeys() else {
                throw IntakeError(
                    .insufficient,
                    subject: "key",
                    detail: "The ledger has no entry yet, and so no key.",
                    remedy: "Take in a first file, then repeat."
                )
            }
            return keys
        }

        private func renewed() {
            global.note(
                tr(
                    "The first line is the new key. Copy the keys folder to its safe place again, "
                        + "and hand these lines to whoever checks receipts and to the level above.",
                    ru: "Первая строка — новый ключ. Снова скопируйте папку ключей в надёжное "
                        + "место и передайте эти строки тем, кто проверяет квитанции, и уровню выше.",
                    kk:
                        "Бірінші жол — жаңа кілт. Кілттер қалтасын сенімді жерге қайта көшіріп, бұл "
                        + "жолдарды түбіртек тексеретіндерге және жоғары деңгейге беріңіз."
                )
            )
        }
    }
}
