import ArgumentParser
import RoadIngest
import RoadModel

extension FlightsCommand {
    /// `jol flights keychain FILE`.
    struct Keychain: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "keychain",
                abstract: tr(
                    "Print what to ask DJI for the keys of an encrypted flight record.",
                    ru: "Показать запрос к DJI о ключах зашифрованного журнала полёта.",
                    kk: "Шифрланған ұшу журналының кілттері туралы DJI-ға сұрауды көрсету."
                ),
                discussion: tr(
                    """
                    Flight records of version 13 and later are encrypted. Send the JSON to DJI's \
                    service for flight records (developer account, header Api-Key) and save its \
                    answer beside the record as FILE.keychains.json, or pass it with --keychain. \
                    Jol itself never goes online.
                    """,
                    ru: """
                        Журналы версии 13 и новее зашифрованы. Отправьте этот JSON службе DJI для \
                        журналов полёта (учётная запись разработчика, заголовок Api-Key) и \
                        сохраните ответ рядом с журналом как ФАЙЛ.keychains.json либо передайте \
                        его ключом --keychain. Сам Jol в сеть не выходит.
                        """,
                    kk: """
                        13 және одан кейінгі нұсқадағы журналдар шифрланған. Осы JSON-ды DJI-дің \
                        ұшу журналы қызметіне жіберіп (әзірлеуші тіркелгісі, Api-Key тақырыбы), \
                        жауабын журналдың қасына ФАЙЛ.keychains.json деп сақтаңыз не --keychain \
                        кілтімен беріңіз. Jol өзі желіге шықпайды.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("The flight record.", ru: "Журнал полёта.", kk: "Ұшу журналы."),
                valueName: "file"
            )
        )
        var file: String

        @OptionGroup var language: LanguageOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            let log = try MappedFile(path: file)
            let request = try log.withBytes { bytes throws(IntakeError) in
                try DJIKeychainRequest(reading: bytes.bytes, name: file)
            }
            // The service's own form: no schema name of ours.
            try Console.printJSON(request)
        }
    }

    /// The keys of an encrypted flight record.
    struct KeychainOption: ParsableArguments {
        @Option(
            name: [.long, .customLong("keychains")],
            help: ArgumentHelp(
                tr(
                    "Key file (JSON) for DJI flight records of version 13 and later.",
                    ru: "Файл ключей (JSON) для журналов DJI версии 13 и новее.",
                    kk: "13 және одан кейінгі нұсқадағы DJI журналдарының кілт файлы (JSON)."
                ),
                valueName: "file"
            )
        )
        var keychain: String?

        func read() throws(IntakeError) -> DJIKeychains? {
            guard let keychain else { return nil }
            return try DJIKeychains(path: keychain)
        }
    }
}
