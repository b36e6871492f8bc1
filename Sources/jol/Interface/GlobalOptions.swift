import ArgumentParser
import RoadModel
import RoadStore

/// Options that every command of a workspace takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "The workspace folder; default JOL_WORKSPACE, else this folder or one above.",
                ru: "Папка рабочего пространства; иначе JOL_WORKSPACE, текущая или папка выше.",
                kk: "Жұмыс кеңістігінің қалтасы; әйтпесе JOL_WORKSPACE, осы не жоғарғы қалта."
            ),
            valueName: "dir"
        )
    )
    var workspace: String?

    @OptionGroup var language: LanguageOption

    @OptionGroup var remarks: QuietOption

    var quiet: Bool { remarks.quiet }

    func open(_ access: Store.Access) throws -> Store {
        try Store(workspace: Workspace.find(workspace), access: access)
    }

    func note(_ text: String) { remarks.note(text) }
}

/// Whether a command says more than its result.
struct QuietOption: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            tr(
                "No progress and no remarks, only results and errors.",
                ru: "Без индикатора и замечаний: только результаты и ошибки.",
                kk: "Барысы мен ескертусіз: тек нәтиже мен қате."
            )
        )
    )
    var quiet = false

    func note(_ text: String) {
        if !quiet { Console.note(text) }
    }
}

/// The language of everything a command prints.
struct LanguageOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Language: kk, ru or en; default JOL_LANG or the system's.",
                ru: "Язык: kk, ru или en; иначе JOL_LANG или язык системы.",
                kk: "Тіл: kk, ru не en; әйтпесе JOL_LANG не жүйе тілі."
            ),
            valueName: "kk|ru|en"
        )
    )
    var lang: LanguageName?
}

/// `Language` as an argument.
enum LanguageName: String, ExpressibleByArgument, CaseIterable {
    case kk
    case ru
    case en
}

/// How a reading command prints its result.
struct OutputOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            tr(
                "Print JSON (with a schema name) for machines.",
                ru: "Вывести JSON (с именем схемы) для программ.",
                kk: "Бағдарламаларға JSON (сұлба атауымен) шығару."
            )
        )
    )
    var json = false
}

/// How a command that prints a table prints it.
struct TableOptions: ParsableArguments {
    @OptionGroup var output: OutputOptions

    @Flag(
        help: ArgumentHelp(
            tr(
                "Print comma-separated values.",
                ru: "Вывести таблицу через запятую (CSV).",
                kk: "Үтірмен бөлінген кесте (CSV) шығару."
            )
        )
    )
    var csv = false
}
