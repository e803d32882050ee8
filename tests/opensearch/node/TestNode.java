import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/**
 * A node of OpenSearch in a process of its own, for the tests: TestNode HOME NAME=VALUE... plugin=CLASS...
 *
 * It ends when its standard input is closed, and so also when the tests are killed. Both lines of OpenSearch run it:
 * 2.x takes the classes of its modules and 3.x a description of each, which is therefore made by reflection.
 */
public final class TestNode {
    /** The modules, by package and by the name that is the same in both lines but for its end. */
    private static final List<String> MODULES = List.of(
        "org.opensearch.transport.Netty4",
        "org.opensearch.analysis.common.CommonAnalysis",
        "org.opensearch.painless.Painless",
        "org.opensearch.index.mapper.MapperExtras",
        "org.opensearch.index.reindex.Reindex"
    );

    private static final class ModuleNode extends Node {
        @SuppressWarnings({"unchecked", "rawtypes"})
        ModuleNode(Environment environment, Collection modules) {
            super(environment, modules, false);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(home.resolve("config"));
        Settings.Builder settings = Settings.builder()
            .put("path.home", home)
            .put("network.host", "127.0.0.1")
            // Neither the machine's limit of memory maps nor a full disk of the machine is what is tested.
            .put("node.store.allow_mmap", false)
            .put("cluster.routing.allocation.disk.threshold_enabled", false);
        List<String> plugins = new ArrayList<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            if (parts[0].equals("plugin")) {
                plugins.add(parts[1]);
            } else if (parts[1].contains(",")) {
                settings.putList(parts[0], parts[1].split(","));
            } else {
                settings.put(parts[0], parts[1]);
            }
        }
        if (plugins.isEmpty()) {
            // A plugin brings transports of its own.
            settings.put("transport.type", "netty4").put("http.type", "netty4");
        }
        Node node = new ModuleNode(
            InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), home.resolve("config"), () -> "node"),
            modules(plugins)
        );
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        while (System.in.read() >= 0) {
            // Whatever is written to it is passed over.
        }
        System.exit(0);
    }

    private static Collection<Object> modules(List<String> plugins) throws Exception {
        List<Object> found = new ArrayList<>();
        for (String name : plugins) {
            found.add(Version.CURRENT.major < 3 ? Class.forName(name) : describe(name));
        }
        for (String name : MODULES) {
            found.add(Version.CURRENT.major < 3 ? Class.forName(name + "Plugin") : describe(name + "ModulePlugin"));
        }
        return found;
    }

    private static Object describe(String name) throws Exception {
        return Class.forName("org.opensearch.plugins.PluginInfo")
            .getConstructor(String.class, String.class, String.class, Version.class, String.class, String.class,
                String.class, List.class, boolean.class)
            .newInstance(name, "of the class path", "0", Version.CURRENT, "21", name, null, List.of(), false);
    }

    private static void close(Node node) {
        try {
            node.close();
            node.awaitClose(20, TimeUnit.SECONDS);
        } catch (Exception error) {
            error.printStackTrace();
        }
    }
}
