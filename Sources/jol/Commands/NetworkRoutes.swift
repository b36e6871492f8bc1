import ArgumentParser
import RoadModel
import RoadNetwork
import RoadPipeline

extension NetworkCommand {
    /// `jol network routes`.
    struct Routes: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "routes",
                abstract: tr(
                    "List roads with an index, their kilometres and equations.",
                    ru: "Показать дороги с индексом, их километры и рубленые пикеты.",
                    kk: "Индексі бар жолдарды, шақырымдары мен теңдіктерін көрсету."
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("Only this road.", ru: "Только эта дорога.", kk: "Тек осы жол."),
                valueName: "index"
            )
        )
        var ref: String?

        @OptionGroup var choice: NetworkChoice
        @OptionGroup var output: TableOptions

        struct Result: Encodable {
            var schema = "jol.network.routes/1"
            var network: String
            var loosePosts: Int
            var contradictingPosts: Int
            var routes: [RouteRows.Row]
        }

        func run() throws {
            let network = try choice.open()
            let referencing = LinearReferencing.build(network)
            var rows = RouteRows(referencing).rows
            if let ref {
                guard let route = referencing.route(ref: ref) else {
                    throw IntakeError(
                        .notFound,
                        subject: ref,
                        detail: "The network has no road with this index.",
                        remedy: "List all with 'jol network routes'."
                    )
                }
                rows = rows.filter { $0.ref == referencing.routes[route].ref }
            }
            if output.output.json {
                return try Console.printJSON(
                    Result(
                        network: network.versionID,
                        loosePosts: referencing.loosePosts.count,
                        contradictingPosts: referencing.contradictingPosts.count,
                        routes: rows
                    )
                )
            }
            if output.csv {
                Console.print("ref,name,line,section,from_km,to_km,length_km,posts,equation")
                for row in rows {
                    let numbers = [row.fromKilometre, row.toKilometre].map { value in
                        value.map { String(($0 * 1000).rounded() / 1000) } ?? ""
                    }
                    let name = row.name.contains(",") ? "\"\(row.name)\"" : row.name
                    let section = row.section.map(String.init) ?? ""
                    Console.print(
                        "\(row.ref),\(name),\(row.line),\(section),\(numbers[0]),\(numbers[1]),"
                            + "\((row.kilometres * 1000).rounded() / 1000),\(row.posts),"
                            + (row.equation ?? "")
                    )
                }
                return
            }
            var table = TerminalTable([
                (tr("Road", ru: "Дорога", kk: "Жол"), .left),
                (tr("Name", ru: "Название", kk: "Атауы"), .left),
                (tr("Section", ru: "Участок", kk: "Учаске"), .right),
                (tr("from km", ru: "от км", kk: "км-ден"), .right),
                (tr("to km", ru: "до км", kk: "км-ге"), .right),
                (tr("length, km", ru: "длина, км", kk: "ұзындығы, км"), .right),
                (tr("Posts", ru: "Столбы", kk: "Бағандар"), .right),
                (tr("Equation", ru: "Скачок", kk: "Теңдік"), .left),
            ])
            for row in rows {
                table.add([
                    row.ref, row.name, row.section.map(String.init) ?? "–",
                    row.fromKilometre.map { Say.decimal($0, 3) } ?? "–",
                    row.toKilometre.map { Say.decimal($0, 3) } ?? "–",
                    Say.decimal(row.kilometres, 3), Say.count(row.posts), row.equation ?? "",
                ])
            }
            Console.print(table.text)
        }
    }
}
