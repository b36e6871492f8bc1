import ArgumentParser

/// One export of complexes, read without storing it.
struct ExportArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            tr(
                "The export; - is standard input.",
                ru: "Выгрузка; - стандартный ввод.",
                kk: "Дерек файлы; - стандартты кіріс."
            ),
            valueName: "file"
        )
    )
    var file: String
}
