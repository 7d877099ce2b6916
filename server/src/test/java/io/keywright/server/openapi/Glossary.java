package io.keywright.server.openapi;

import io.smallrye.openapi.api.util.MergeUtil;
import io.smallrye.openapi.model.BaseModel;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What a member means, wherever it appears: the one place that says so is the pseudo-schema of this name. */
record Glossary(Map<String, Schema> words) {

    private static final String NAME = "Glossary";

    /** The glossary, which the finished document does not show. */
    static Glossary takenFrom(Components components) {
        Schema glossary = Objects.requireNonNull(components.getSchemas().get(NAME), "a document without glossary");
        components.removeSchema(NAME);
        return new Glossary(glossary.getProperties());
    }

    /** The member with what the glossary says of it; what the member says itself goes first. */
    Schema explain(String name, Schema member) {
        Schema word = words.get(name);
        if (word == null || member.getRef() != null) {
            return member;
        }
        Schema explained = MergeUtil.mergeObjects(BaseModel.deepCopy(word, Schema.class), member);
        return member.getFormat() == null ? explained : explained.pattern(null);
    }
}
