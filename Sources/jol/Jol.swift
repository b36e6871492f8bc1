import ArgumentParser
import Foundation
import RoadGeodata
import RoadModel
import RoadPipeline
import RoadStore

/// The command `jol`.
@main
struct Jol: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "jol",
            abstract: tr(
                "Road safety from drone logs, camera complexes and crash cards.",
                ru: "Безопасность дорог: журналы дронов, комплексы (АПК) и карточки ДТП.",
                kk: "Жол қауіпсіздігі: дрон журналдары, АПК кешендері мен ЖКО карточкалары."
            ),
            discussion: tr(
                """
                A first day with Jol:

                  jol init road-safety && cd road-safety
                  jol network import oblast.osm.pbf
                  jol flights add *.ulg
                  jol complexes add export-*.csv
                  jol crashes add cards.csv
                  jol match run
                  jol hotspots run
                  jol report build --out report

                Results go to standard output, messages to standard error. Exit codes: 0 done, \
                64 wrong usage, 65 nothing could be accepted, 66 no input, 69 component missing, \
                73 would overwrite, 74 input/output, 75 busy, 77 not permitted, 79 check failed.
                """,
                ru: """
                    Первый день с Jol:

                      jol init road-safety && cd road-safety
                      jol network import oblast.osm.pbf
                      jol flights add *.ulg
                      jol complexes add export-*.csv
                      jol crashes add cards.csv
                      jol match run
                      jol hotspots run
                      jol report build --out report

                    Результаты — в стандартный вывод, сообщения — в стандартный поток ошибок. \
                    Коды завершения: 0 готово, 64 неверный вызов, 65 нечего принять, 66 нет \
                    входных данных, 69 нет компонента, 73 файл уже есть, 74 ввод-вывод, 75 занято, \
                    77 нет доступа, 79 проверка не прошла.
                    """,
                kk: """
                    Jol-мен алғашқы күн:

                      jol init road-safety && cd road-safety
                      jol network import oblast.osm.pbf
                      jol flights add *.ulg
                      jol complexes add export-*.csv
                      jol crashes add cards.csv
                      jol match run
                      jol hotspots run
                      jol report build --out report

                    Нәтижелер стандартты шығысқа, хабарлар қате ағынына жазылады. Аяқталу кодтары: \
                    0 дайын, 64 қате шақыру, 65 қабылдайтын ештеңе жоқ, 66 кіріс дерек жоқ, \
                    69 құрамдас жоқ, 73 файл бар, 74 енгізу-шығару, 75 бос емес, 77 рұқсат жоқ, \
                    79 тексеру өтпеді.
                    """
            ),
            version: Software.name,
            subcommands: [
                InitCommand.self, NetworkCommand.self, FlightsCommand.self,
                ComplexesCommand.self, CrashesCommand.self, MatchCommand.self,
                HotspotsCommand.self, TrendsCommand.self, EvaluateCommand.self,
                ReportCommand.self,
                RegionsCommand.self, CorrectionsCommand.self, ReconcileCommand.self,
                ReceiptCommand.self, QuarantineCommand.self, ArchiveCommand.self,
                EvidenceCommand.self,
                RulesCommand.self,
                SimulateCommand.self,
                DoctorCommand.self,
            ]
        )
    }

    static func main() {
        // Reading `jol … | head` to its end is not the reader's duty.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == ForeignReader.verb {
            Foundation.exit(ForeignReader.serve(Array(arguments.dropFirst())))
        }
        // Files of others reach GDAL in a process of their own only.
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        ForeignReader.use(program: own ?? CommandLine.arguments[0])
        if let mistake = CommandTree.mistake(in: arguments, of: Jol.self) {
            Console.note(mistake)
            exit(withError: ExitCode(64))
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch let error as IntakeError {
            Console.show(error)
            exit(withError: ExitStatus.code(of: error))
        } catch {
            HelpText.exit(error)
        }
    }
}
