package import RoadModel

extension ErrorWords {
    /// What to do, one full sentence.
    package static func remedy(_ code: ErrorCode) -> LocalizedText {
        switch code {
        case .fileMissing:
            LocalizedText(
                kk: "Жолды және оқу құқығын тексеріңіз.",
                ru: "Проверьте путь и право чтения.",
                en: "Check the path and the permission to read."
            )
        case .fileEmpty, .formatDamaged:
            LocalizedText(
                kk: "Файлды дереккөзден қайта алыңыз.",
                ru: "Получите файл из источника заново.",
                en: "Get the file from its source again."
            )
        case .readerStopped:
            LocalizedText(
                kk: "Файлға сенбеңіз; көрініссіз қарапайым GeoPackage етіп қайта шығарыңыз.",
                ru:
                    "Не доверяйте файлу; выгрузите его заново обычным GeoPackage, без представлений.",
                en: "Do not trust the file; export it again as a plain GeoPackage, without views."
            )
        case .formatUnknown, .formatVersion:
            LocalizedText(
                kk: "Қолдау бар пішімдер тізімін қараңыз немесе файлды басқа пішімде шығарыңыз.",
                ru: "Посмотрите список форматов или выгрузите файл в другом формате.",
                en: "See the list of formats, or export the file in another one."
            )
        case .encoding:
            LocalizedText(
                kk: "Файлды UTF-8 кодтауында сақтаңыз.",
                ru: "Сохраните файл в кодировке UTF-8.",
                en: "Save the file as UTF-8."
            )
        case .columnMissing:
            LocalizedText(
                kk: "Тақырып жолын түзетіңіз немесе баған профилін көрсетіңіз.",
                ru: "Исправьте заголовок или укажите профиль столбцов.",
                en: "Mend the header or name a column profile."
            )
        case .nothingAccepted:
            LocalizedText(
                kk: "Карантиндегі себептерді қарап, файлды түзетіңіз.",
                ru: "Посмотрите причины в карантине и исправьте файл.",
                en: "Look at the reasons in quarantine and mend the file."
            )
        case .crsMissing, .crsUnknown:
            LocalizedText(
                kk: "Координаталар жүйесін көрсетіңіз, мысалы EPSG:4326.",
                ru: "Укажите систему координат, например EPSG:4326.",
                en: "Name the coordinate system, for example EPSG:4326."
            )
        case .geometryKind, .networkEmpty:
            LocalizedText(
                kk: "Жол сызықтары бар қабатты таңдаңыз.",
                ru: "Выберите слой с линиями дорог.",
                en: "Choose a layer with road lines."
            )
        case .workspaceMissing:
            LocalizedText(
                kk: "Оны «jol init» пәрменімен жасаңыз.",
                ru: "Создайте её командой «jol init».",
                en: "Make one with \"jol init\"."
            )
        case .workspaceExists, .outputExists:
            LocalizedText(
                kk: "Басқа атау таңдаңыз немесе қайта жазуға рұқсат беріңіз.",
                ru: "Выберите другое имя или разрешите перезапись.",
                en: "Choose another name, or allow overwriting."
            )
        case .workspaceVersion:
            LocalizedText(
                kk: "Сол нұсқаны орнатыңыз немесе көшірмесін жаңартыңыз.",
                ru: "Установите ту версию или обновите копию папки.",
                en: "Install that version, or migrate a copy."
            )
        case .workspaceBusy:
            LocalizedText(
                kk: "Басқа процесс аяқталғанша күтіңіз.",
                ru: "Дождитесь окончания другого процесса.",
                en: "Wait until the other process ends."
            )
        case .networkMissing, .networkImage:
            LocalizedText(
                kk: "Оны «jol network import» пәрменімен енгізіңіз.",
                ru: "Загрузите её командой «jol network import».",
                en: "Import one with \"jol network import\"."
            )
        case .notFound:
            LocalizedText(
                kk: "Барын қараңыз: «list» пәрмені, жолдар үшін «jol network routes».",
                ru: "Посмотрите, что есть: команда «list», для дорог «jol network routes».",
                en: "See what there is: the \"list\" command, for roads \"jol network routes\"."
            )
        case .badArgument:
            LocalizedText(
                kk: "Параметрлерді «--help» арқылы қараңыз.",
                ru: "Посмотрите параметры: «--help».",
                en: "See the options with \"--help\"."
            )
        case .insufficient:
            LocalizedText(
                kk: "Файлдар қосыңыз немесе кезеңді ұзартыңыз.",
                ru: "Добавьте файлы или увеличьте период.",
                en: "Add files or take a longer period."
            )
        case .componentMissing:
            LocalizedText(
                kk: "«jol doctor» пәрменін іске қосып, айтылған бумаларды орнатыңыз.",
                ru: "Запустите «jol doctor» и установите названные пакеты.",
                en: "Run \"jol doctor\" and install the packages it names."
            )
        case .io:
            LocalizedText(
                kk: "Дискіні және желілік қалтаны тексеріп, қайталаңыз.",
                ru: "Проверьте диск и сетевую папку и повторите.",
                en: "Check the disk or network folder and try again."
            )
        case .diskFull:
            LocalizedText(
                kk: "Орын босатып, қайталаңыз.",
                ru: "Освободите место и повторите.",
                en: "Free some space and try again."
            )
        case .notPermitted:
            LocalizedText(
                kk: "Құқықтарды әкімшіден сұраңыз.",
                ru: "Обратитесь за правами к администратору.",
                en: "Ask the administrator for the permission."
            )
        case .verificationFailed:
            LocalizedText(
                kk: "Файлды қолданбаңыз; сақтық көшірмеден қалпына келтіріңіз.",
                ru: "Не используйте файл; восстановите его из резервной копии.",
                en: "Do not use the file; restore it from a backup."
            )
        }
    }
}
